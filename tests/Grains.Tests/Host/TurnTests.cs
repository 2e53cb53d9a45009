using Siskop2mi.Grains.Tests.Host.Samples;

namespace Siskop2mi.Grains.Tests.Host;

public sealed class TurnTests : ProbeHost
{
    [Fact]
    public async Task Calls_of_one_caller_run_in_the_order_sent()
    {
        var names = Enumerable.Range(0, 500).Select(number => $"line {number}").ToArray();
        await Task.WhenAll(names.Select(name => ProbeA.Say(name)));
        Assert.Equal(names, Board.Lines);
    }

    [Fact]
    public async Task A_request_runs_to_its_end_before_the_next_begins()
    {
        var first = ProbeA.Hold("1");
        var second = ProbeA.Hold("2");
        Board.Open("2");
        await Board.Seen("begin 1");
        await ProbeB.Say("others go on");
        Board.Open("1");
        await Task.WhenAll(first, second).WaitAsync(Patience);
        Assert.Equal(["begin 1", "others go on", "end 1", "begin 2", "end 2"], Board.Lines);
    }

    [Fact]
    public async Task Two_turns_never_run_at_once_under_load()
    {
        const int Threads = 8, Calls = 250, Rounds = 5;
        var probe = Host.GetGrain<IReentrantProbeGrain>("load");
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < Calls; call++) await probe.CountUnguarded(Rounds);
        })));
        Assert.Empty(Board.Lines);
        Assert.Equal(Threads * Calls * Rounds, await probe.CountUnguarded(0));
    }

    [Fact]
    public async Task Every_continuation_runs_on_its_activation() => Assert.True(await ProbeA.StaysOnItsActivation());

    [Fact]
    public async Task A_call_to_another_grain_comes_back_to_the_caller()
    {
        var call = ProbeA.HoldOther("b", "1");
        await Board.Seen("begin 1");
        Board.Open("1");
        Assert.True(await call.WaitAsync(Patience));
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_and_stack()
    {
        var failure = await Assert.ThrowsAsync<ProbeFailure>(() => ProbeA.Fail("as thrown"));
        Assert.Equal("as thrown", failure.Message);
        Assert.Contains(nameof(Samples.Probe.Fail), failure.StackTrace, StringComparison.Ordinal);
        await ProbeA.Say("alive");
    }

    [Fact]
    public async Task Request_context_travels_along_and_changes_do_not_come_back()
    {
        RequestContext.Set("who", "caller");
        Assert.Equal("caller", await ProbeA.Context("who", change: "callee"));
        Assert.Equal("caller", RequestContext.Get("who"));
        Assert.Equal("caller", await ProbeA.Context("who", change: null));
        Assert.Equal("caller", await ProbeA.ContextOfOther("b", "who"));
        RequestContext.Clear();
        Assert.Null(await ProbeA.Context("who", change: null));
    }

    [Fact]
    public async Task Request_context_is_that_of_the_moment_of_the_call()
    {
        var held = ProbeA.Hold("1");
        RequestContext.Set("who", "then");
        var queued = ProbeA.Context("who", change: null);
        RequestContext.Set("who", "later");
        Board.Open("1");
        await held;
        Assert.Equal("then", await queued.WaitAsync(Patience));
    }

    [Fact]
    public void References_to_one_grain_are_equal()
    {
        Assert.Equal(Probe("x"), Probe("x"));
        Assert.NotEqual(Probe("x"), Probe("y"));
        Assert.Equal("probe/x", Probe("x").GetGrainId().ToString());
        Assert.Equal("x", Probe("x").GetPrimaryKeyString());
    }
}
