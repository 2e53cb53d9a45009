using Siskop2mi.Bench.Benches;

namespace Siskop2mi.Bench.Storms;

/// <summary>Something heavy beside a rush; counts over all its rounds what became of it.</summary>
internal interface IStorm
{
    /// <summary>A little of it, so that it does not meet code that was never run: a server has served for days by then.</summary>
    Task WarmUp();

    /// <summary>One round of it, for a time or until the token says that the rush is over.</summary>
    Task Run(TimeSpan time, CancellationToken over);

    void Tell(BenchRun run);
}
