using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Tests.Admission;

public sealed class CostlyWorkTests
{
    [Fact]
    public async Task It_is_done_one_after_the_other_on_threads_of_its_own_that_yield()
    {
        using var work = new CostlyWork(threads: 1);
        using var go = new ManualResetEventSlim();
        var first = work.Run(() => { go.Wait(); return (Thread.CurrentThread.IsThreadPoolThread, Niceness()); }, CancellationToken.None);
        var second = work.Run(() => 2, CancellationToken.None);
        Assert.False(second.IsCompleted);
        go.Set();
        Assert.Equal((false, OperatingSystem.IsLinux() ? Math.Max(5, Niceness()) : 0), await first);
        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task A_failure_is_told_and_the_next_piece_is_done()
    {
        using var work = new CostlyWork(threads: 1);
        await Assert.ThrowsAsync<InvalidDataException>(() => work.Run<int>(() => throw new InvalidDataException(), CancellationToken.None));
        Assert.Equal(1, await work.Run(() => 1, CancellationToken.None));
    }

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_not_begun()
    {
        using var work = new CostlyWork(threads: 1);
        using var go = new ManualResetEventSlim();
        using var gone = new CancellationTokenSource();
        var first = work.Run(() => { go.Wait(); return 1; }, CancellationToken.None);
        var isBegun = false;
        var second = work.Run(() => isBegun = true, gone.Token);
        await gone.CancelAsync();
        go.Set();
        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(isBegun);
    }

    // The 19th field of the thread's own entry; its name before it may hold spaces.
    private static int Niceness() => OperatingSystem.IsLinux()
        ? int.Parse(File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ')[17]) : 0;
}
