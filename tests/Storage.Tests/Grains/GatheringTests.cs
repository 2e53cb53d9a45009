using Siskop2mi.Storage.Grains;

namespace Siskop2mi.Storage.Tests.Grains;

public sealed class GatheringTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    // Longer than any machine has been up: what counts from its start would wait.
    private static readonly TimeSpan Never = TimeSpan.FromDays(40);

    private readonly List<int> waiting = [];
    private int waits;

    [Fact]
    public async Task The_first_one_goes_at_once()
    {
        waiting.Add(1);
        Assert.Equal([1], await Next(new Gathering(Never, enough: 10)).WaitAsync(Soon));
    }

    [Fact]
    public async Task The_second_one_waits_for_company()
    {
        var gathering = new Gathering(TimeSpan.FromSeconds(2), enough: 10);
        waiting.Add(1);
        await Next(gathering);
        waiting.Add(2);
        var next = Next(gathering);
        await Task.Delay(50);
        Assert.False(next.IsCompleted);
        waiting.Add(3);
        Assert.Equal([2, 3], await next.WaitAsync(Soon));
    }

    [Fact]
    public async Task After_those_who_carried_much_the_next_goes_at_once()
    {
        var gathering = new Gathering(Never, enough: 2);
        waiting.AddRange(Enumerable.Range(1, 16));
        await Next(gathering);
        waiting.Add(17);
        Assert.Equal([17], await Next(gathering).WaitAsync(Soon));
    }

    [Fact]
    public async Task One_worker_at_a_time_waits_for_work()
    {
        var gathering = new Gathering(TimeSpan.Zero, enough: 1);
        var work = new TaskCompletionSource<bool>();
        var first = Next(gathering, work.Task);
        var second = Next(gathering, work.Task);
        Assert.Equal(1, waits);
        work.SetResult(false);
        Assert.Null(await first.WaitAsync(Soon));
        Assert.Null(await second.WaitAsync(Soon));
        Assert.Equal(2, waits);
    }

    private Task<List<int>?> Next(Gathering gathering, Task<bool>? work = null) => gathering.Next(
        () =>
        {
            waits++;
            return new ValueTask<bool>(work ?? Task.FromResult(true));
        },
        () =>
        {
            List<int> taken = [.. waiting];
            waiting.Clear();
            return taken;
        });
}
