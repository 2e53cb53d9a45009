namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>The clock of this machine, put forward by a test. Timers run as ever; what is due by the date is due at once.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref shift));

    /// <summary>Puts the clock forward.</summary>
    public void Advance(TimeSpan span) => Interlocked.Add(ref shift, span.Ticks);
}
