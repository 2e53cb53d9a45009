using System.Diagnostics;
using Siskop2mi.Bench.Storms;

namespace Siskop2mi.Bench.Benches;

/// <summary>Five times what the server can take, from people who try again at once when they are turned away.</summary>
internal sealed class OverloadBench : IBench
{
    private const double Times5 = 5;
    private const double WithinSeconds = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public string Name => "overload";

    public string What => "5x the measured capacity for 60 s, clients that retry naively";

    public async Task Run(BenchRun run)
    {
        var time = TimeSpan.FromSeconds(run.Size.IsShort ? 2 : 60);
        var book = await TicketBook.Open(run, run.Size.Of(12_000, 1_500), run.Size.Of(32, 12));
        try
        {
            var capacity = await SubmitLoad.Capacity(run, book);
            BenchRun.Say("a calm minute to compare with");
            var calm = (await SubmitLoad.OnSchedule(book, capacity / 2, run.Size.Measure)).Times;
            run.Latency("submit at half the capacity, before", calm);

            BenchRun.Say("overload");
            var flood = new Flood(book);
            var clock = book.Server.Clock.Start();
            await flood.Run(capacity * Times5, time);
            run.Cpu("overload", clock());
            Tell(run, flood, capacity, time);
            var back = await BackToNormal(book, capacity / 2, calm.Percentile(0.99), run.Size.IsShort ? 3 : 20);
            run.AtMost("seconds until a submit is as fast as before (p99 of a second within twice)", back, WithinSeconds);
            await book.Check(run);
        }
        finally
        {
            await book.DisposeAsync();
        }
    }

    private static void Tell(BenchRun run, Flood flood, double capacity, TimeSpan time)
    {
        var goodput = flood.Good / time.TotalSeconds;
        run.Figure("offered", flood.Offered / time.TotalSeconds, "/s");
        run.Figure("goodput", goodput, "/s");
        run.Figure("turned away (429, 503)", flood.TurnedAway / time.TotalSeconds, "/s");
        run.Figure("no answer in time", flood.Unanswered / time.TotalSeconds, "/s");
        run.Figure("found no connection", flood.WithoutLine / time.TotalSeconds, "/s");
        run.Latency("submit taken, from when it was due", flood.TakenTimes);
        run.Latency("turned away, from when it was sent", flood.RefusalTimes);
        run.AtLeast("goodput over capacity", goodput / capacity, 0.8);
        // Where nobody is turned away, everybody is left waiting: no quick no at all.
        run.AtMost("turned away, p99 in ms", flood.TurnedAway == 0 ? double.PositiveInfinity : flood.RefusalTimes.Percentile(0.99), 50);
    }

    // A second at a time, on a schedule, until one is like before.
    private static async Task<double> BackToNormal(TicketBook book, double perSecond, double normal, int atMost)
    {
        var start = Stopwatch.GetTimestamp();
        for (var second = 0; second < atMost; second++)
        {
            var (times, notTaken) = await SubmitLoad.OnSchedule(book, perSecond, Second);
            if (notTaken == 0 && times.Percentile(0.99) <= 2 * normal)
                return Math.Max(0, (Stopwatch.GetElapsedTime(start) - Second).TotalSeconds);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
