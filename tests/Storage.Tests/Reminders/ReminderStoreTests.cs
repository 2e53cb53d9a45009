using System.Collections.Concurrent;
using Npgsql;
using Siskop2mi.Storage.Reminders;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Storage.Tests.Reminders;

public sealed class ReminderStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private string connection = "";
    private NpgsqlDataSource database = null!;
    private ReminderStore store = null!;

    public async Task InitializeAsync()
    {
        connection = await PostgresFixture.NewDatabaseAsync();
        database = NpgsqlDataSource.Create(connection);
        store = new ReminderStore(database);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Gives_back_what_was_set_until_it_is_removed()
    {
        var reminder = new StoredReminder("document", "d-é-1", "notice", Noon, TimeSpan.FromDays(40) + TimeSpan.FromMilliseconds(5));
        await store.UpsertAsync(reminder);
        Assert.Equal(reminder, await store.GetAsync("document", "d-é-1", "notice"));

        Assert.True(await store.RemoveAsync("document", "d-é-1", "notice"));
        Assert.False(await store.RemoveAsync("document", "d-é-1", "notice"));
        Assert.Null(await store.GetAsync("document", "d-é-1", "notice"));
    }

    [Fact]
    public async Task Setting_again_replaces_time_and_period()
    {
        await store.UpsertAsync(Reminder("a"));
        var later = Reminder("a") with { FirstTick = Noon + Hour, Period = TimeSpan.FromMinutes(1) };
        await store.UpsertAsync(later);

        Assert.Equal(later, await store.GetAsync("sweep", "a", "tick"));
        Assert.Empty(await store.ClaimDueAsync(10, Noon));
        Assert.Equal(Noon + Hour, await store.NextDueAsync());
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(59, 60)]
    [InlineData(60, 120)]
    [InlineData(1439, 1440)]
    [InlineData(1440, 1500)]
    public async Task A_claim_moves_the_reminder_to_the_next_tick_of_its_grid(int minutesLate, int nextMinute)
    {
        await store.UpsertAsync(Reminder("a"));

        var tick = Assert.Single(await store.ClaimDueAsync(10, Noon.AddMinutes(minutesLate)));

        Assert.Equal(Noon, tick.DueAt);
        Assert.Equal(Noon.AddMinutes(nextMinute), await store.NextDueAsync());
        Assert.Empty(await store.ClaimDueAsync(10, Noon.AddMinutes(minutesLate)));
    }

    [Fact]
    public async Task Days_are_24_hours_whatever_the_session_thinks_of_its_time_zone()
    {
        // The night of 28 March 2026 is an hour short in Berlin.
        var berlin = new NpgsqlConnectionStringBuilder(connection) { Timezone = "Europe/Berlin" };
        await using var database = NpgsqlDataSource.Create(berlin);
        var store = new ReminderStore(database);
        await store.UpsertAsync(
            Reminder("a") with { FirstTick = new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero), Period = TimeSpan.FromDays(1) });

        await store.ClaimDueAsync(1, new(2026, 3, 28, 12, 0, 1, TimeSpan.Zero));

        Assert.Equal(new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero), await store.NextDueAsync());
    }

    [Fact]
    public async Task The_grid_holds_after_years_of_odd_periods()
    {
        var period = TimeSpan.FromSeconds(61.003);
        await store.UpsertAsync(Reminder("a") with { Period = period });
        var now = Noon.AddYears(10);

        await store.ClaimDueAsync(1, now);

        var next = (await store.NextDueAsync())!.Value;
        Assert.InRange(next, now.AddTicks(1), now + period);
        Assert.Equal(0, (next - Noon).Ticks % period.Ticks);
    }

    [Fact]
    public async Task The_longest_due_come_first_and_no_more_than_asked_for()
    {
        foreach (var minute in new[] { 3, 1, 2 })
            await store.UpsertAsync(Reminder($"m{minute}") with { FirstTick = Noon.AddMinutes(minute) });

        var ticks = await store.ClaimDueAsync(2, Noon + Hour);

        Assert.Equal(["m1", "m2"], ticks.Select(tick => tick.Reminder.GrainKey));
    }

    [Fact]
    public async Task Due_is_judged_by_the_clock_of_the_database()
    {
        await store.UpsertAsync(Reminder("past") with { FirstTick = DateTimeOffset.UtcNow.AddMinutes(-5) });
        await store.UpsertAsync(Reminder("future") with { FirstTick = DateTimeOffset.UtcNow.AddMinutes(5) });
        Assert.Equal("past", Assert.Single(await store.ClaimDueAsync(10)).Reminder.GrainKey);
    }

    [Fact]
    public async Task Two_claimers_share_two_thousand_due_ticks_without_a_double()
    {
        await using (var fill = database.CreateCommand("""
            insert into reminder select 'sweep', 'k' || n, 'tick', now() - interval '1 hour', interval '1 day', now() - interval '1 hour'
            from generate_series(1, 2000) n
            """)) await fill.ExecuteNonQueryAsync();
        var claimed = new ConcurrentBag<string>();

        async Task<int> Claim()
        {
            for (var rounds = 1; ; rounds++)
            {
                var ticks = await store.ClaimDueAsync(37);
                foreach (var tick in ticks) claimed.Add(tick.Reminder.GrainKey);
                // A claimer that finds nothing may only have met rows the other one holds; both go on until all is claimed.
                if (ticks.Count == 0 && await store.NextDueAsync() > DateTimeOffset.UtcNow) return rounds;
            }
        }

        await Task.WhenAll(Claim(), Claim()).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(2000, claimed.Count);
        Assert.Equal(2000, claimed.Distinct().Count());
    }

    [Fact]
    public async Task A_period_of_nothing_is_refused() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => store.UpsertAsync(Reminder("a") with { Period = TimeSpan.Zero }));

    private static StoredReminder Reminder(string key) => new("sweep", key, "tick", Noon, Hour);
}
