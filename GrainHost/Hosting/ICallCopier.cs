namespace Siskop2mi.GrainHost.Hosting;

/// <summary>
/// Copies arguments and answers on their way between grains. In production there is none: what travels is immutable. A test
/// puts one in to prove that nothing rests on sharing an instance.
/// </summary>
public interface ICallCopier
{
    /// <summary>A copy that shares nothing mutable with <paramref name="value"/>.</summary>
    T Copy<T>(T value);
}
