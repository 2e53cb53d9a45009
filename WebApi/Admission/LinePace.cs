namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// How fast the line moves. Each second hands out as many turns as places are free; a turn may be taken by whoever has fewer before
/// them than there are turns, so that who went to sleep at the head holds up nobody.
/// </summary>
internal sealed class LinePace
{
    // Turns nobody took are no reason to let in everybody at once later; but those at the head ask every few seconds only.
    private const int MostSecondsSaved = 2;
    private const double FadeSeconds = 5;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private DateTimeOffset began;
    private DateTimeOffset at;
    private double turns;
    private double mostFree;
    private double letInPerSecond;

    /// <summary>A new line forms.</summary>
    public void Begin(DateTimeOffset now) => (began, at, turns, mostFree, letInPerSecond) = (now, now, 0, 0, 0);

    /// <summary>Time goes on, with so many places free.</summary>
    public void MoveTo(DateTimeOffset now, int free)
    {
        var seconds = Math.Max(0, (now - at).TotalSeconds);
        at = now;
        mostFree = Math.Max(free, mostFree * Math.Exp(-seconds / FadeSeconds));
        turns = Math.Min(turns + (seconds * free), MostSecondsSaved * mostFree);
        letInPerSecond *= Math.Exp(-seconds / Memory.TotalSeconds);
    }

    /// <summary>Takes a turn if there is one for everybody before and one more.</summary>
    public bool TakeTurn(int ahead)
    {
        if (turns < ahead + 1) return false;
        turns--;
        letInPerSecond += 1 / Memory.TotalSeconds;
        return true;
    }

    /// <summary>About how long a place takes; null while the line has not moved yet.</summary>
    public TimeSpan? WaitOf(int ahead)
    {
        // A minute's memory that is ten seconds old knows a part of what it will.
        var known = 1 - Math.Exp(-(at - began).TotalSeconds / Memory.TotalSeconds);
        var perSecond = known > 0 ? letInPerSecond / known : 0;
        return perSecond < 0.001 ? null : TimeSpan.FromSeconds(Math.Min(86_400, (ahead + 1) / perSecond));
    }
}
