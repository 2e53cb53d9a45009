namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// Where work sits that nobody waits for, such as letters that confirm what the screen has said. While people are sending their
/// applications it rests after each piece nine times as long as the piece took, so a tenth of its usual pace is left.
/// </summary>
internal sealed class BackSeat(Func<bool> isBusy, TimeProvider time)
{
    private const int Share = 9;

    // A message that cannot wait may lie in the same heap.
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    // A time with no wave in it that counts as the end.
    private static readonly TimeSpan Lull = TimeSpan.FromSeconds(3);

    // Timestamp; 0 for never.
    private long lastBusy;

    /// <summary>Busy while a sixteenth of the places for sending are taken: at half of what a node can take it is more.</summary>
    public BackSeat(FrontGate gate, TimeProvider time)
        : this(() => gate.Queue(Lane.Submit) is { InFlight: > 0 } lane && lane.InFlight * 16 >= lane.Limits.AtOnce, time)
    {
    }

    /// <summary>Whether people are sending their applications, or were a moment ago: between two waves it is not quiet.</summary>
    public bool IsBusy
    {
        get
        {
            if (isBusy()) Volatile.Write(ref lastBusy, time.GetTimestamp());
            return Volatile.Read(ref lastBusy) is var last and not 0 && time.GetElapsedTime(last) < Lull;
        }
    }

    /// <summary>Rests, if people are sending.</summary>
    /// <param name="began">Timestamp of when the piece of work was begun.</param>
    /// <param name="cancellationToken">Ends the rest.</param>
    public Task Rest(long began, CancellationToken cancellationToken)
    {
        if (!IsBusy) return Task.CompletedTask;
        var rest = time.GetElapsedTime(began) * Share;
        return Task.Delay(rest < LongestRest ? rest : LongestRest, time, cancellationToken);
    }
}
