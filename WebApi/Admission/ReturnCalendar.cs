namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// When those who were refused are told to come back: spread over the next ten seconds at random, and over more when these are
/// booked out, so that they do not come back as one wave. A second is booked out when a lane could do no more in it.
/// </summary>
/// <param name="random">A number from 0 up to its argument.</param>
internal sealed class ReturnCalendar(Func<int, int> random)
{
    /// <summary>Longest wait that is ever told, in seconds.</summary>
    public const int Longest = 60;

    private const int Shortest = 10;
    private const int MinPerSecond = 10;
    private const int MostDraws = 8;

    private readonly Lock gate = new();
    private readonly int[] booked = new int[Longest + 1];
    private long now;

    /// <summary>Seconds until the return, at least 1.</summary>
    /// <param name="second">The present second, of any epoch.</param>
    /// <param name="perSecond">What the lane gets done in a second.</param>
    public int Book(long second, double perSecond)
    {
        lock (gate)
        {
            MoveTo(second);
            var most = Math.Max(MinPerSecond, perSecond);
            var wait = 1 + random(Shortest);
            for (var (draws, span) = (1, Shortest); booked[Slot(wait)] >= most && draws < MostDraws; draws++)
            {
                span = Math.Min(Longest, span * 2);
                wait = 1 + random(span);
            }

            booked[Slot(wait)]++;
            return wait;
        }
    }

    // Seconds gone by are free for the future.
    private void MoveTo(long second)
    {
        if (second - now > booked.Length) Array.Clear(booked);
        else for (; now < second; now++) booked[Slot(0)] = 0;
        now = Math.Max(now, second);
    }

    private int Slot(int wait) => (int)((now + wait) % booked.Length);
}
