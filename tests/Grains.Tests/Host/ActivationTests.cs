using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.Grains.Tests.Host.Samples;

namespace Siskop2mi.Grains.Tests.Host;

public sealed class ActivationTests : ProbeHost
{
    private double memoryLoad;

    protected override IReadOnlyList<Type> Classes =>
        [typeof(ProbeGrain), typeof(ReentrantProbeGrain), typeof(FragileGrain), typeof(CounterGrain)];

    [Fact]
    public async Task First_calls_from_everywhere_meet_one_activation()
    {
        var seen = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => ProbeA.Incarnation())));
        Assert.Single(seen.Distinct());
        Assert.Equal(1, Board.MostAlive);
        Assert.Equal(1, Host.ActivationCount);
    }

    [Fact]
    public async Task A_failing_activation_fails_those_who_wait_and_leaves_nothing()
    {
        var fragile = Host.GetGrain<IFragileGrain>("f");
        Fragile.Fails = true;
        var calls = Enumerable.Range(0, 5).Select(_ => fragile.Work()).ToArray();
        Board.Open("activation");
        foreach (var call in calls) await Assert.ThrowsAsync<ProbeFailure>(() => call.WaitAsync(Patience));
        Assert.Equal(0, Host.ActivationCount);

        Fragile.Fails = false;
        Assert.Equal("works", await fragile.Work().WaitAsync(Patience));
    }

    [Fact]
    public async Task A_failing_constructor_fails_the_call()
    {
        await Assert.ThrowsAsync<ProbeFailure>(() => Host.GetGrain<IFragileGrain>("unborn").Work().WaitAsync(Patience));
        Assert.Equal(0, Host.ActivationCount);
    }

    [Fact]
    public async Task State_is_read_before_the_first_call_and_a_missing_one_is_new()
    {
        var counter = Host.GetGrain<ICounterGrain>("c");
        Assert.Equal(0, await counter.Total());
        Assert.Equal(5, await counter.Add("k", 5));
        await using var other = await OpenAnother();
        Assert.Equal(5, await other.Grains.GetGrain<ICounterGrain>("c").Total());
    }

    [Fact]
    public async Task A_version_conflict_that_leaves_the_grain_ends_its_activation()
    {
        var mine = Host.GetGrain<ICounterGrain>("c");
        await using var other = await OpenAnother();
        var theirs = other.Grains.GetGrain<ICounterGrain>("c");
        await mine.Add("1", 1);
        Assert.Equal(1, await theirs.Total());
        await mine.Add("2", 1);
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => theirs.Add("3", 1));
        Assert.Equal(3, await theirs.Add("3", 1).WaitAsync(Patience));
    }

    [Fact]
    public async Task An_idle_activation_ends_after_a_quarter_of_an_hour()
    {
        await ProbeA.Say("hello");
        Time.Advance(TimeSpan.FromMinutes(10));
        await ProbeB.Say("hello");
        Assert.DoesNotContain("probe/a ended: ActivationIdle", Board.Lines);
        Time.Advance(TimeSpan.FromMinutes(6));
        await Board.Seen("probe/a ended: ActivationIdle");
        Assert.DoesNotContain("probe/b ended: ActivationIdle", Board.Lines);
    }

    [Fact]
    public async Task A_running_request_keeps_its_activation()
    {
        var call = ProbeA.Hold("1");
        await Board.Seen("begin 1");
        await ProbeB.Say("idle");
        Time.Advance(TimeSpan.FromMinutes(20));
        await Board.Seen("probe/b ended: ActivationIdle");
        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Patience));
        Assert.Contains(Host.Activations, activation => activation.GrainId.ToString() == "probe/a");
        Board.Open("1");
    }

    [Fact]
    public async Task Above_the_count_bound_the_least_recently_used_end()
    {
        for (var number = 0; number < 20; number++)
        {
            await Probe($"p{number:00}").Say("hello");
            Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await Board.Seen("probe/p00 ended: HighMemoryPressure");
        Time.Advance(TimeSpan.FromMinutes(1));
        for (var number = 0; number < 10; number++) await Board.Seen($"probe/p{number:00} ended: HighMemoryPressure");
        Assert.DoesNotContain("probe/p19 ended: HighMemoryPressure", Board.Lines);
    }

    [Fact]
    public async Task Under_memory_pressure_the_least_recently_used_end()
    {
        for (var number = 0; number < 8; number++)
        {
            await Probe($"p{number}").Say("hello");
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        memoryLoad = 1.2;
        Time.Advance(TimeSpan.FromMinutes(1));
        for (var number = 0; number < 4; number++) await Board.Seen($"probe/p{number} ended: HighMemoryPressure");
        Assert.DoesNotContain(Board.Lines, line => line is "probe/p4 ended: HighMemoryPressure" or "probe/p7 ended: HighMemoryPressure");
    }

    [Fact]
    public async Task Deactivate_on_idle_ends_after_the_request_and_the_next_call_finds_a_new_one()
    {
        var first = await ProbeA.EndSoon();
        var second = await ProbeA.Incarnation().WaitAsync(Patience);
        Assert.NotEqual(first, second);
        await Board.Seen("probe/a ended: ApplicationRequested");
        Assert.Equal(1, Board.MostAlive);
    }

    [Fact]
    public async Task Calls_racing_with_deactivation_are_neither_lost_nor_run_by_two()
    {
        const int Threads = 8, Calls = 400;
        var done = 0;
        var incarnations = new System.Collections.Concurrent.ConcurrentDictionary<int, bool>();
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var call = 0; call < Calls; call++)
            {
                incarnations[(call + thread) % 5 == 0 ? await ProbeA.EndSoon() : await ProbeA.Incarnation()] = true;
                Interlocked.Increment(ref done);
            }
        }))).WaitAsync(Patience);
        Assert.Equal(Threads * Calls, done);
        Assert.Equal(1, Board.MostAlive);
        Assert.True(incarnations.Count > 10, "Too few activations ended for the test to mean anything.");
    }

    [Fact]
    public async Task Calls_that_wait_for_a_deactivation_keep_their_order()
    {
        var running = ProbeA.Hold("1");
        await Board.Seen("begin 1");
        var context = Host.Activations.Single();
        context.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "test"));
        var names = Enumerable.Range(0, 100).Select(number => $"line {number}").ToArray();
        var calls = names.Select(name => ProbeA.Say(name)).ToArray();
        Board.Open("1");
        await Task.WhenAll([.. calls, running]).WaitAsync(Patience);
        await context.Deactivated.WaitAsync(Patience);
        Assert.Equal(["begin 1", "end 1", "probe/a ended: RuntimeRequested", .. names], Board.Lines);
    }

    [Fact]
    public async Task A_grain_that_ends_itself_while_it_begins_still_serves_the_call_that_woke_it()
    {
        var restless = Host.GetGrain<IFragileGrain>("restless");
        Board.Open("activation");
        for (var call = 0; call < 3; call++) Assert.Equal("works", await restless.Work().WaitAsync(Patience));
    }

    protected override void Configure(GrainHostOptions options)
    {
        options.ActivationLimit = 10;
        options.MemoryLoad = () => memoryLoad;
    }
}
