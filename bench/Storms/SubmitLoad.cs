using System.Diagnostics;
using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Rushes;

namespace Siskop2mi.Bench.Storms;

/// <summary>Submissions from a book, as fast as the server takes them or on a schedule.</summary>
internal static class SubmitLoad
{
    private const int Connections = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What the server can take: submissions acknowledged a second, closed loop, after a warm-up.</summary>
    public static async Task<double> Capacity(BenchRun run, TicketBook book)
    {
        BenchRun.Say("capacity");
        await AsFastAsItGoes(book, run.Size.Of(6_000, 200));
        var count = run.Size.Of(20_000, 400);
        var (clock, start, before) = (book.Server.Clock.Start(), Stopwatch.GetTimestamp(), book.Acknowledged.Count);
        await AsFastAsItGoes(book, count);
        var rate = (book.Acknowledged.Count - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        run.Figure("capacity, submissions", rate, "/s");
        run.Cpu("capacity, submissions", clock());
        return rate;
    }

    /// <summary>Times of submissions on a schedule, and how many were not taken.</summary>
    public static async Task<(Times Times, int NotTaken)> OnSchedule(TicketBook book, double perSecond, TimeSpan time)
    {
        using var lines = new LinePool(book.Server.Address, Patience);
        var notTaken = 0;
        var times = await OpenLoop.Run(perSecond, time, async (_, _) =>
        {
            var ticket = Taken(book);
            var status = await lines.Send(ticket.Request);
            book.Note(ticket, status);
            if (status != 200) Interlocked.Increment(ref notTaken);
        });
        return (times, notTaken);
    }

    private static Task AsFastAsItGoes(TicketBook book, int count) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var line = new HttpLine(book.Server.Address);
            while (Interlocked.Decrement(ref count) >= 0)
            {
                var ticket = Taken(book);
                book.Note(ticket, await line.Send(ticket.Request));
            }
        })));

    private static Ticket Taken(TicketBook book) =>
        book.Take() ?? throw new InvalidOperationException("The book of tickets is too small for this server.");
}
