using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Tests.Admission;

public sealed class LaneQueueTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task Who_came_first_is_served_first()
    {
        var queue = NewQueue(atOnce: 1, waiting: 10);
        await Enter(queue, "a");
        var (b, c) = (Enter(queue, "b"), Enter(queue, "c"));
        Assert.False(b.IsCompleted);
        queue.Leave("a", TimeSpan.FromMilliseconds(10));
        Assert.Equal(Entry.Admitted, await b);
        Assert.False(c.IsCompleted);
        queue.Leave("b", TimeSpan.FromMilliseconds(10));
        Assert.Equal(Entry.Admitted, await c);
    }

    [Fact]
    public async Task Who_waited_as_long_as_the_lane_has_patience_is_refused_and_keeps_nobody_waiting()
    {
        var queue = NewQueue(atOnce: 1, waiting: 10);
        await Enter(queue, "a");
        var b = Enter(queue, "b");
        time.Advance(TimeSpan.FromSeconds(1.5));
        var c = Enter(queue, "c");
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(Entry.Full, await b);
        queue.Leave("a", TimeSpan.FromMilliseconds(10));
        Assert.Equal(Entry.Admitted, await c);
    }

    [Fact]
    public async Task Who_would_have_to_wait_too_long_is_refused_at_once()
    {
        var queue = NewQueue(atOnce: 1, waiting: 1_000);
        for (var i = 0; i < 500; i++)
        {
            await Enter(queue, "a");
            queue.Leave("a", TimeSpan.FromMilliseconds(500));
        }

        await Enter(queue, "a");
        List<Task<Entry>> later = [.. Enumerable.Range(0, 20).Select(i => Enter(queue, $"b{i}"))];
        // Half a second each and two seconds of patience: four wait.
        Assert.Equal(16, later.Count(entry => entry is { IsCompleted: true, Result: Entry.Full }));
        Assert.InRange(queue.EstimatedWait.TotalSeconds, 2, 3);
    }

    [Fact]
    public async Task Who_hangs_up_while_waiting_holds_nothing()
    {
        var queue = NewQueue(atOnce: 1, waiting: 1);
        await Enter(queue, "a");
        using var hangUp = new CancellationTokenSource();
        var b = queue.Enter("b", 1, hangUp.Token).AsTask();
        Assert.Equal(Entry.TooManyOfCaller, queue.Look("b", 1));
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => b);
        Assert.Equal((1, 0), (queue.InFlight, queue.Waiting));
        Assert.Equal(Entry.Admitted, queue.Look("b", 1));
    }

    /// <summary>Callers come, wait, hang up and leave in every order; then all is free, and never were too many inside.</summary>
    [Fact]
    public async Task Nothing_is_lost_whatever_the_order()
    {
        var queue = NewQueue(atOnce: 4, waiting: 50);
        var (inside, most, refused) = (0, 0, 0);
        await Parallel.ForAsync(0, 4_000, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
        {
            using var hangUp = new CancellationTokenSource();
            var entering = queue.Enter($"{i % 7}", 40, hangUp.Token);
            if (i % 5 == 0) await hangUp.CancelAsync();
            try
            {
                if (await entering is not Entry.Admitted)
                {
                    Interlocked.Increment(ref refused);
                    return;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            InterlockedMax(ref most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            queue.Leave($"{i % 7}", TimeSpan.FromMilliseconds(1));
        });
        Assert.InRange(most, 1, 4);
        Assert.Equal((0, 0, 4), (queue.InFlight, queue.Waiting, queue.Free));
        Assert.All(Enumerable.Range(0, 7), caller => Assert.Equal(Entry.Admitted, queue.Look($"{caller}", 1)));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            if (Interlocked.CompareExchange(ref most, value, seen) == seen) return;
    }

    private static Task<Entry> Enter(LaneQueue queue, string caller) => queue.Enter(caller, 100, CancellationToken.None).AsTask();

    private LaneQueue NewQueue(int atOnce, int waiting) =>
        new(Lane.Submit, new LaneLimits(atOnce, waiting, TimeSpan.FromSeconds(2), 100), time);
}
