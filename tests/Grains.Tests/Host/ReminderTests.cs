using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.Reminders;
using Siskop2mi.Grains.Tests.Host.Samples;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Host;

/// <summary>Says every tick, with its time.</summary>
public interface IBellGrain : IGrainWithStringKey
{
    Task Set(string name, TimeSpan due, TimeSpan period);

    Task<bool> Has(string name);

    Task Remove(string name);
}

[GrainType("bell")]
public sealed class BellGrain(ProbeBoard board) : Grain, IBellGrain, IRemindable
{
    public Task Set(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;

    public async Task Remove(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var minutes = (status.CurrentTickTime - status.FirstTickTime) / status.Period;
        board.Say($"{this.GetPrimaryKeyString()} {reminderName} {Math.Floor(minutes)}");
        if (reminderName == "slow") return board.Gate("slow");
        return reminderName == "broken" ? throw new ProbeFailure("as planned") : Task.CompletedTask;
    }
}

public sealed class ReminderTests : ProbeHost
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly QuietExecutor executor = new();

    protected override IReadOnlyList<Type> Classes => [typeof(BellGrain)];

    private IBellGrain Bell => Host.GetGrain<IBellGrain>("bell");

    [Fact]
    public async Task It_ticks_when_due_and_every_period_after()
    {
        await Bell.Set("r", Minute, 2 * Minute);
        Time.Advance(TimeSpan.FromSeconds(58));
        await executor.WhenQuiet();
        Assert.Empty(Board.Lines);
        await TickUntil("bell r 0");
        await TickUntil("bell r 1");
        await TickUntil("bell r 2");
        Assert.Equal(["bell r 0", "bell r 1", "bell r 2"], Board.Lines);
    }

    [Fact]
    public async Task A_tick_wakes_a_grain_that_is_not_active()
    {
        await Bell.Set("r", Minute, Minute);
        Host.DropAll();
        await Host.OpenAsync();
        Assert.Equal(0, Host.ActivationCount);
        await TickUntil("bell r 0");
    }

    [Fact]
    public async Task It_survives_the_end_of_the_host_and_missed_ticks_come_as_one()
    {
        await Bell.Set("r", Minute, Minute);
        await Host.CloseAsync(Minute);
        Time.Advance(10.5 * Minute);
        await using var next = await OpenAnother();
        await TickUntil("bell r 9");
        await TickUntil("bell r 10");
        Assert.Equal(["bell r 9", "bell r 10"], Board.Lines);
    }

    [Fact]
    public async Task Two_hosts_on_one_source_never_deliver_a_tick_twice()
    {
        await using var second = await OpenAnother();
        for (var number = 0; number < 50; number++) await Host.GetGrain<IBellGrain>($"b{number}").Set("r", Minute, Minute);
        for (var tick = 0; tick < 5; tick++)
        {
            for (var number = 0; number < 50; number++) await TickUntil($"b{number} r {tick}");
        }

        Assert.Equal(250, Board.Lines.Length);
        Assert.Equal(250, Board.Lines.Distinct().Count());
    }

    [Fact]
    public async Task A_failing_tick_stops_neither_its_reminder_nor_others()
    {
        await Bell.Set("broken", Minute, Minute);
        await Bell.Set("sound", Minute, Minute);
        await TickUntil("bell broken 2");
        await TickUntil("bell sound 2");
    }

    [Fact]
    public async Task A_slow_tick_holds_up_no_other_reminder()
    {
        await Host.GetGrain<IBellGrain>("slow").Set("slow", Minute, 10 * Minute);
        await TickUntil("slow slow 0");
        await Bell.Set("r", TimeSpan.FromSeconds(2), Minute);
        for (var second = 0; second < 10; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await executor.WhenQuiet();
        }

        Assert.Contains("bell r 0", Board.Lines);
        Board.Open("slow");
    }

    [Fact]
    public async Task More_ticks_than_there_is_room_for_all_come()
    {
        for (var number = 0; number < 30; number++) await Host.GetGrain<IBellGrain>($"b{number}").Set("r", Minute, 10 * Minute);
        Time.Advance(Minute + TimeSpan.FromSeconds(1));
        for (var number = 0; number < 30; number++) await Board.Seen($"b{number} r 0");
        Assert.Equal(30, Board.Lines.Length);
    }

    [Fact]
    public async Task A_removed_reminder_ticks_no_more()
    {
        await Bell.Set("r", Minute, Minute);
        await Bell.Set("marker", Minute, Minute);
        Assert.True(await Bell.Has("r"));
        await Bell.Remove("r");
        Assert.False(await Bell.Has("r"));
        await TickUntil("bell marker 2");
        Assert.DoesNotContain(Board.Lines, line => line.StartsWith("bell r", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_period_under_a_minute_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Bell.Set("r", Minute, TimeSpan.FromSeconds(59)));
        Assert.False(await Bell.Has("r"));
    }

    [Fact]
    public async Task A_reminder_of_an_unknown_kind_does_not_stop_the_others()
    {
        await Reminders.UpsertAsync(
            new Reminder(GrainId.Create("retired-kind", "x"), "r", Time.GetUtcNow(), Minute), CancellationToken.None);
        await Bell.Set("r", Minute, Minute);
        await TickUntil("bell r 0");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(59, 60)]
    [InlineData(60, 120)]
    [InlineData(61, 120)]
    [InlineData(179, 180)]
    public void The_next_tick_stands_on_the_grid(int nowSeconds, int expectedSeconds)
    {
        var first = new DateTimeOffset(2026, 1, 1, 0, 1, 0, TimeSpan.Zero);
        var reminder = new Reminder(GrainId.Create("bell", "x"), "r", first, Minute);
        var start = first - Minute;
        Assert.Equal(start.AddSeconds(Math.Max(60, expectedSeconds)), reminder.NextAfter(start.AddSeconds(nowSeconds)));
    }

    protected override void Configure(GrainHostOptions options)
    {
        options.Executor = executor;
        options.ReminderBatch = 8;
        options.ReminderParallelism = 3;
    }

    private async Task TickUntil(string line)
    {
        for (var seconds = 0; !Board.Lines.Contains(line); seconds++)
        {
            Assert.True(seconds < 1000, $"'{line}' never came.");

            // Second by second, and only as fast as the host keeps up.
            Time.Advance(TimeSpan.FromSeconds(1));
            await executor.WhenQuiet();
        }
    }
}
