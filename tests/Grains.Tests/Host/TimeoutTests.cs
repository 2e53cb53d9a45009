namespace Siskop2mi.Grains.Tests.Host;

public sealed class TimeoutTests : ProbeHost
{
    [Fact]
    public async Task A_call_without_an_answer_ends_after_thirty_seconds()
    {
        var call = ProbeA.Hold("1");
        await Board.Seen("begin 1");
        Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Patience));
        Assert.Contains("30 s: probe/a.Hold <- client", failure.Message, StringComparison.Ordinal);

        // The late end of the request changes nothing, and the grain goes on.
        Board.Open("1");
        await ProbeA.Say("alive").WaitAsync(Patience);
        Assert.Equal(["begin 1", "end 1", "alive"], Board.Lines);
    }

    [Fact]
    public async Task A_cycle_of_calls_ends_in_a_timeout_that_names_it()
    {
        var call = ProbeA.Pass(["b", "a"]);
        await WaitFor(() => Host.PendingCallCount == 3);
        Time.Advance(TimeSpan.FromSeconds(6));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Patience));
        Assert.Contains("probe/a.Touch <- probe/b.Pass <- probe/a.Pass <- client", failure.Message, StringComparison.Ordinal);
        await ProbeA.Say("alive").WaitAsync(Patience);
        Assert.Equal(0, Host.PendingCallCount);
    }

    [Fact]
    public async Task A_cycle_nobody_breaks_ends_for_all_of_them()
    {
        var held = ProbeB.Hold("1");
        var call = ProbeA.Pass(["b", "a", "a"]);
        await WaitFor(() => Host.PendingCallCount == 3);
        Board.Open("1");
        await held;
        await WaitFor(() => Host.PendingCallCount == 3);
        Time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Patience));
        await ProbeA.Say("alive").WaitAsync(Patience);
        await ProbeB.Say("alive too").WaitAsync(Patience);
    }

    [Fact]
    public async Task A_method_may_have_a_timeout_of_its_own()
    {
        var call = ProbeA.HoldShort("1");
        await Board.Seen("begin 1");
        Time.Advance(TimeSpan.FromSeconds(6));
        var failure = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Patience));
        Assert.Contains("within 5 s", failure.Message, StringComparison.Ordinal);
        Board.Open("1");
    }

    [Fact]
    public async Task A_call_that_timed_out_in_the_queue_never_runs()
    {
        var running = ProbeA.Hold("1");
        var queued = ProbeA.Say("must not happen");
        await Board.Seen("begin 1");
        Time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => running.WaitAsync(Patience));
        await Assert.ThrowsAsync<TimeoutException>(() => queued.WaitAsync(Patience));
        Board.Open("1");
        await ProbeA.Say("alive").WaitAsync(Patience);
        Assert.DoesNotContain("must not happen", Board.Lines);
    }

    [Fact]
    public async Task A_timeout_signals_the_token_of_the_method()
    {
        var call = ProbeA.HoldWith("1", CancellationToken.None);
        await Board.Seen("begin 1");
        Time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Patience));
        await Board.Seen("cancelled 1");
    }

    [Fact]
    public async Task A_cancelled_call_leaves_the_queue()
    {
        using var source = new CancellationTokenSource();
        var running = ProbeA.Hold("1");
        var queued = ProbeA.HoldWith("2", source.Token);
        await Board.Seen("begin 1");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued.WaitAsync(Patience));
        Board.Open("1");
        await running;
        await ProbeA.Say("alive").WaitAsync(Patience);
        Assert.DoesNotContain("begin 2", Board.Lines);
    }

    [Fact]
    public async Task Cancelling_a_running_call_signals_the_method()
    {
        using var source = new CancellationTokenSource();
        var call = ProbeA.HoldWith("1", source.Token);
        await Board.Seen("begin 1");
        await source.CancelAsync();
        var failure = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Patience));
        Assert.Equal(source.Token, failure.CancellationToken);
        await Board.Seen("cancelled 1");
        await ProbeA.Say("alive").WaitAsync(Patience);
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_begun()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProbeA.HoldWith("1", new CancellationToken(canceled: true)));
        await ProbeA.Say("alive");
        Assert.Equal(["alive"], Board.Lines);
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        var limit = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < limit, "It did not come to pass.");
            await Task.Yield();
        }
    }
}
