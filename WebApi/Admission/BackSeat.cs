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

    /// <summary>Busy while a quarter of the places for sending are taken.</summary>
    public BackSeat(FrontGate gate, TimeProvider time)
        : this(() => gate.Queue(Lane.Submit) is var lane && lane.InFlight * 4 >= lane.Limits.AtOnce && lane.InFlight > 0, time)
    {
    }

    /// <summary>Rests, if people are sending.</summary>
    /// <param name="began">Timestamp of when the piece of work was begun.</param>
    /// <param name="cancellationToken">Ends the rest.</param>
    public Task Rest(long began, CancellationToken cancellationToken)
    {
        if (!isBusy()) return Task.CompletedTask;
        var rest = time.GetElapsedTime(began) * Share;
        return Task.Delay(rest < LongestRest ? rest : LongestRest, time, cancellationToken);
    }
}
