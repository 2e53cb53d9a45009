using System.Collections.Concurrent;
using System.Diagnostics;
using Siskop2mi.Bench.Load;

namespace Siskop2mi.Bench.Storms;

/// <summary>
/// Requests on a schedule that does not care how the server feels: who is turned away, or waits too long, comes again with a
/// later one. Connections are many, not endless: who finds none is counted and comes again too.
/// </summary>
internal sealed class Flood(TicketBook book)
{
    private const int MostLines = 4_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<(TimeSpan Time, bool IsTaken)> times = [];
    private int good;
    private int turnedAway;
    private int unanswered;
    private int withoutLine;
    private int offered;
    private int open;

    public int Good => good;

    public int TurnedAway => turnedAway;

    public int Unanswered => unanswered;

    public int WithoutLine => withoutLine;

    public int Offered => offered;

    /// <summary>From when a request was due to its acknowledgement.</summary>
    public Times TakenTimes { get; } = new();

    /// <summary>From when a request was sent to its refusal: how long the server took to say no.</summary>
    public Times RefusalTimes { get; } = new();

    public async Task Run(double perSecond, TimeSpan time)
    {
        using var lines = new LinePool(book.Server.Address, Patience);
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await OpenLoop.Run(perSecond, time, (_, due) => One(lines, due, end));
        while (times.TryDequeue(out var one)) (one.IsTaken ? TakenTimes : RefusalTimes).Add(one.Time);
    }

    private async Task One(LinePool lines, long due, long end)
    {
        Interlocked.Increment(ref offered);
        if (Interlocked.Increment(ref open) > MostLines || book.Take() is not { } ticket)
        {
            Interlocked.Decrement(ref open);
            Interlocked.Increment(ref withoutLine);
            return;
        }

        var sent = Stopwatch.GetTimestamp();
        var status = await lines.Send(ticket.Request);
        Interlocked.Decrement(ref open);
        book.Note(ticket, status);
        if (status is 429 or 503)
        {
            Interlocked.Increment(ref turnedAway);
            times.Enqueue((Stopwatch.GetElapsedTime(sent), false));
        }
        else if (status == 200)
        {
            // What is answered after the flood does not count for it.
            if (Stopwatch.GetTimestamp() <= end) Interlocked.Increment(ref good);
            times.Enqueue((Stopwatch.GetElapsedTime(due), true));
        }
        else
        {
            Interlocked.Increment(ref unanswered);
        }
    }
}
