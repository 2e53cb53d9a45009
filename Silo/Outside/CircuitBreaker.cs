namespace Siskop2mi.Silo.Outside;

/// <summary>
/// Stops asking an outside system that keeps failing, so that people and grains do not wait for time-outs one after the other.
/// After <paramref name="failures"/> failures in a row nothing is asked for <paramref name="pause"/>; then one question goes
/// through, and its answer closes or opens the circuit again. Safe for many callers at once.
/// </summary>
public sealed class CircuitBreaker(int failures, TimeSpan pause, TimeProvider time)
{
    private readonly Lock gate = new();
    private int failedInARow;
    private DateTimeOffset askAgainAt = DateTimeOffset.MinValue;

    /// <summary>Whether a question may go out now. Whoever is told yes reports how it ended.</summary>
    public bool MayAsk()
    {
        lock (gate)
        {
            if (failedInARow < failures) return true;
            if (time.GetUtcNow() < askAgainAt) return false;
            // One question at a time finds out: until it ends, or for another pause, the others are turned away.
            askAgainAt = time.GetUtcNow() + pause;
            return true;
        }
    }

    /// <summary>The outside system answered, whatever it said.</summary>
    public void Answered()
    {
        lock (gate) failedInARow = 0;
    }

    /// <summary>It did not answer, or not in a way that can be read.</summary>
    public void Failed()
    {
        lock (gate)
        {
            failedInARow = Math.Min(failedInARow + 1, failures);
            if (failedInARow == failures) askAgainAt = time.GetUtcNow() + pause;
        }
    }
}
