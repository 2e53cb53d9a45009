using System.Diagnostics;

namespace Siskop2mi.Bench.Load;

/// <summary>
/// Load on a schedule: calls begin when they are due, whether or not earlier ones were answered, and their time counts from when
/// they were due. So a server that stalls is charged for everybody who would have come meanwhile.
/// </summary>
internal static class OpenLoop
{
    /// <summary>Runs calls at a steady rate.</summary>
    /// <param name="perSecond">How many begin each second.</param>
    /// <param name="time">For how long.</param>
    /// <param name="call">One call: its number, and when it was due.</param>
    public static async Task<Times> Run(double perSecond, TimeSpan time, Func<long, long, Task> call)
    {
        var all = new Times();
        var gate = new Lock();
        var (start, step) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / perSecond);
        var count = (long)(perSecond * time.TotalSeconds);
        List<Task> open = [];
        for (var number = 0L; number < count;)
        {
            var now = Stopwatch.GetTimestamp();
            for (; number < count && start + (long)(number * step) <= now; number++)
                open.Add(One(number, start + (long)(number * step)));
            if (open.Count > 20_000) open.RemoveAll(task => task.IsCompletedSuccessfully);
            // A tick of the timer is a millisecond or more: what came due meanwhile begins late and is charged for it.
            await Task.Delay(1);
        }

        await Task.WhenAll(open);
        return all;

        async Task One(long number, long due)
        {
            await call(number, due);
            var spent = Stopwatch.GetElapsedTime(due);
            lock (gate) all.Add(spent);
        }
    }
}
