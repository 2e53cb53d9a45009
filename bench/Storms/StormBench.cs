using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Reports;

namespace Siskop2mi.Bench.Storms;

/// <summary>
/// A rush at half the capacity, by turns alone and beside something heavy: what does the submit feel of it? By turns, because one
/// pause of the machine makes a p99 of a quarter of a minute.
/// </summary>
internal abstract class StormBench : IBench
{
    private const int Rounds = 3;

    public abstract string Name { get; }

    public abstract string What { get; }

    /// <summary>How much the p99 of a submit may move; 0.2 is 20 per cent.</summary>
    protected abstract double MostMoved { get; }

    public async Task Run(BenchRun run)
    {
        var time = run.Size.IsShort ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(15);
        var book = await TicketBook.Open(run, run.Size.Of(9_000, 1_000), run.Size.Of(20, 12));
        try
        {
            var rate = await SubmitLoad.Capacity(run, book) / 2;
            run.Figure("rush, scheduled", rate, "submits/s");
            var storm = Over(book);
            await storm.WarmUp();
            var (alone, beside) = (new Side("alone"), new Side("beside the storm"));
            for (var round = 1; round <= (run.Size.IsShort ? 1 : Rounds); round++)
            {
                BenchRun.Say($"round {round}, rush alone");
                await alone.Rush(book, rate, time);
                BenchRun.Say($"round {round}, rush beside the storm");
                using var over = new CancellationTokenSource();
                var under = storm.Run(time, over.Token);
                await beside.Rush(book, rate, time);
                await over.CancelAsync();
                await under;
            }

            storm.Tell(run);
            alone.Tell(run);
            beside.Tell(run);
            run.AtMost(
                "submit p99 beside the storm over alone",
                beside.Times.Percentile(0.99) / alone.Times.Percentile(0.99), 1 + MostMoved);
            await book.Check(run);
        }
        finally
        {
            await book.DisposeAsync();
        }
    }

    /// <summary>What comes beside the rush.</summary>
    protected abstract IStorm Over(TicketBook book);

    private sealed class Side(string name)
    {
        private readonly List<CpuSplit> cpu = [];
        private int notTaken;

        public Times Times { get; } = new();

        public async Task Rush(TicketBook book, double perSecond, TimeSpan time)
        {
            var clock = book.Server.Clock.Start();
            var outcome = await SubmitLoad.OnSchedule(book, perSecond, time);
            cpu.Add(clock());
            Times.Add(outcome.Times);
            notTaken += outcome.NotTaken;
        }

        public void Tell(BenchRun run)
        {
            run.Latency($"submit, {name}", Times);
            run.Figure($"submits not taken at once, {name}", notTaken, "");
            run.Cpu($"rush {name}", new CpuSplit(
                cpu.Average(one => one.Server), cpu.Average(one => one.Database), cpu.Average(one => one.Generator)));
        }
    }
}
