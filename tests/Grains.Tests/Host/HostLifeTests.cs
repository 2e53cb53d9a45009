using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.Grains.Tests.Host;

public sealed class HostLifeTests : ProbeHost
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_closed_host_refuses_at_once_and_may_open_again()
    {
        await Host.CloseAsync(Drain);
        Assert.False(Host.IsOpen);
        var refused = ProbeA.Say("must not happen");
        Assert.True(refused.IsFaulted);
        await Assert.ThrowsAsync<HostClosedException>(() => refused);
        await Host.OpenAsync();
        await ProbeA.Say("open again");
        Assert.Equal(["open again"], Board.Lines);
    }

    [Fact]
    public async Task Closing_lets_running_and_queued_requests_end_and_then_ends_activations()
    {
        var running = ProbeA.HoldOther("b", "1");
        await Board.Seen("begin 1");
        var queued = ProbeA.HoldOther("c", "2");
        var closing = Host.CloseAsync(Drain);
        await Assert.ThrowsAsync<HostClosedException>(() => ProbeB.Say("must not happen"));
        Assert.False(closing.IsCompleted);
        Board.Open("1");
        Board.Open("2");
        Assert.True(await running.WaitAsync(Patience));
        Assert.True(await queued.WaitAsync(Patience));
        await closing.WaitAsync(Patience);
        Assert.Equal(0, Host.ActivationCount);
        Assert.Equal(3, Board.Lines.Count(line => line.EndsWith("ended: ShuttingDown", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_has_not_ended_in_time_is_dropped()
    {
        var stuck = ProbeA.Hold("1");
        await Board.Seen("begin 1");
        var closing = Host.CloseAsync(Drain);
        Time.Advance(Drain + TimeSpan.FromSeconds(1));
        await closing.WaitAsync(Patience);
        await Assert.ThrowsAsync<HostClosedException>(() => stuck.WaitAsync(Patience));
        Assert.Equal(0, Host.ActivationCount);
        Board.Open("1");
    }

    [Fact]
    public async Task Dropping_fails_running_and_queued_calls_at_once()
    {
        var running = ProbeA.Hold("1");
        var queued = ProbeA.Say("must not happen");
        await Board.Seen("begin 1");
        Host.DropAll();
        var failure = await Assert.ThrowsAsync<HostClosedException>(() => running.WaitAsync(Patience));
        Assert.Contains("probe/a.Hold <- client", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HostClosedException>(() => queued.WaitAsync(Patience));
        Assert.Equal(0, Host.ActivationCount);
        Board.Open("1");
        await Board.Seen("end 1");
        Assert.DoesNotContain("must not happen", Board.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_continuation_of_a_dropped_activation_reaches_no_grain(bool openedAgain)
    {
        var late = ProbeA.CallLate("1", "b");
        await Board.Seen("begin 1");
        Host.DropAll();
        await Assert.ThrowsAsync<HostClosedException>(() => late.WaitAsync(Patience));
        if (openedAgain) await Host.OpenAsync();
        Board.Open("1");
        await Board.Seen("late call: HostClosedException");
        Assert.DoesNotContain("late call arrived", Board.Lines);
    }

    [Fact]
    public async Task After_a_drop_a_new_opening_makes_new_activations()
    {
        var before = await ProbeA.Incarnation();
        Host.DropAll();
        await Host.OpenAsync();
        Assert.NotEqual(before, await ProbeA.Incarnation());
    }

    [Fact]
    public async Task Nothing_is_left_under_way_after_many_calls()
    {
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(number => Probe($"p{number % 50}").Say("x")));
        Assert.Equal(0, Host.PendingCallCount);
    }
}
