using Siskop2mi.Bench.Benches;

namespace Siskop2mi.Bench.Storms;

/// <summary>A rush at half the capacity, first alone and then beside something heavy: what does the submit feel of it?</summary>
internal abstract class StormBench : IBench
{
    public abstract string Name { get; }

    public abstract string What { get; }

    /// <summary>How much the p99 of a submit may move; 0.2 is 20 per cent.</summary>
    protected abstract double MostMoved { get; }

    public async Task Run(BenchRun run)
    {
        var time = run.Size.IsShort ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(15);
        var book = await TicketBook.Open(run, run.Size.Of(6_000, 1_000), run.Size.Of(20, 12));
        try
        {
            var rate = await SubmitLoad.Capacity(run, book) / 2;
            run.Figure("rush, scheduled", rate, "submits/s");
            await WarmUp(book);
            BenchRun.Say("rush alone");
            var clock = book.Server.Clock.Start();
            var alone = await SubmitLoad.OnSchedule(book, rate, time);
            run.Cpu("rush alone", clock());
            BenchRun.Say("rush beside the storm");
            using var over = new CancellationTokenSource();
            var storm = Storm(run, book, time, over.Token);
            clock = book.Server.Clock.Start();
            var beside = await SubmitLoad.OnSchedule(book, rate, time);
            run.Cpu("rush beside the storm", clock());
            await over.CancelAsync();
            await storm;
            run.Latency("submit, rush alone", alone.Times);
            run.Latency("submit, beside the storm", beside.Times);
            run.AtMost(
                "submit p99 beside the storm over alone",
                beside.Times.Percentile(0.99) / alone.Times.Percentile(0.99), 1 + MostMoved);
            run.Figure("submits not taken at once, alone", alone.NotTaken, "");
            run.Figure("submits not taken at once, beside the storm", beside.NotTaken, "");
            await book.Check(run);
        }
        finally
        {
            await book.DisposeAsync();
        }
    }

    /// <summary>A little of the storm, so that it does not meet code that was never run: a server has served for days by then.</summary>
    protected abstract Task WarmUp(TicketBook book);

    /// <summary>The storm, until the token says that the rush is over.</summary>
    protected abstract Task Storm(BenchRun run, TicketBook book, TimeSpan time, CancellationToken over);
}
