using System.Diagnostics;
using Siskop2mi.Bench.Reports;

namespace Siskop2mi.Bench.Load;

/// <summary>What closed-loop load found.</summary>
/// <param name="Rate">Calls that ended within the measured time, a second.</param>
/// <param name="Done">All calls, those of the warm-up too: what the counts must agree with.</param>
/// <param name="Cpu">Cores used while it was measured.</param>
/// <param name="Times">How long the measured calls took. Closed loop: callers wait for slow answers, so tails look short.</param>
internal sealed record Throughput(double Rate, long Done, Times Times, CpuSplit Cpu);

/// <summary>Callers that each call again as soon as they were answered: what a system can do at most.</summary>
internal static class ClosedLoop
{
    /// <summary>Runs load and measures after a warm-up.</summary>
    /// <param name="clock">Whose processor time is told.</param>
    /// <param name="callers">How many at once.</param>
    /// <param name="warmUp">Not measured.</param>
    /// <param name="measure">How long it is measured.</param>
    /// <param name="call">One call: the number of the caller, and of its call.</param>
    public static async Task<Throughput> Run(
        CpuClock clock, int callers, TimeSpan warmUp, TimeSpan measure, Func<int, long, ValueTask> call)
    {
        var stage = new Stage();
        var loops = Enumerable.Range(0, callers).Select(caller => Task.Run(() => Loop(stage, caller, call))).ToArray();
        var ended = Task.WhenAll(loops);
        await Task.WhenAny(ended, Task.Delay(warmUp));
        stage.Measuring = true;
        var (begin, cpu) = (Stopwatch.GetTimestamp(), clock.Start());
        await Task.WhenAny(ended, Task.Delay(measure));
        stage.Measuring = false;
        var (elapsed, split) = (Stopwatch.GetElapsedTime(begin), cpu());
        stage.Over = true;
        var all = await ended;
        var times = new Times();
        foreach (var (own, _) in all) times.Add(own);
        return new Throughput(times.Total / elapsed.TotalSeconds, all.Sum(one => one.Done), times, split);
    }

    private static async Task<(Times Own, long Done)> Loop(Stage stage, int caller, Func<int, long, ValueTask> call)
    {
        var (own, number) = (new Times(), 0L);
        while (!stage.Over)
        {
            var start = Stopwatch.GetTimestamp();
            await call(caller, number++);
            if (stage.Measuring) own.AddSince(start);
            // A call that ends at once would keep its thread for ever, and the clock of the run would wait for one.
            if ((number & 1023) == 0) await Task.Yield();
        }

        return (own, number);
    }

    private sealed class Stage
    {
        public volatile bool Measuring;
        public volatile bool Over;
    }
}
