using Orleans.Storage;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.Storage.Grains;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>Holdings in the real database: one commit with state and event, and the bound that the database holds itself.</summary>
public sealed class HoldingCommitTests
{
    private static readonly GrainStorageOptions OneWriter = new() { Writers = 1, LockTimeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task State_event_and_holding_are_one_commit()
    {
        await using var store = await PostgresStore.OpenAsync();
        await store.Storage.Write(Posting.Kind, "a", Posting.Empty().After(Posting.Taken("x")));
        Assert.Equal(1L, await store.ScalarAsync<long>(
            """
            select count(distinct tx) from (
                select xmin::text as tx from vacancy union all select xmin::text from event
                union all select xmin::text from holding) as all_rows
            """));
        Assert.Equal("place-taken", await store.ScalarAsync<string>("select type from event"));
        Assert.Equal("vacancy a x 2", await store.ScalarAsync<string>(
            "select concat_ws(' ', grain_type, grain_key, key, status) from holding"));
        Assert.Equal((2, 1), (
            await store.ScalarAsync<int>("select places from vacancy"), await store.ScalarAsync<int>("select taken from vacancy")));
        Assert.False(await store.ScalarAsync<bool>("select state ? 'holdings' from vacancy"));
    }

    [Fact]
    public async Task Many_vacancies_and_other_grains_share_a_commit()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await using var held = await HeldRow.StartAsync(store);
        var writes = Enumerable.Range(0, 60).Select(i => (Task)(i % 3 == 0
            ? store.Storage.Write("shelf", $"k{i}", new Shelf().With(i))
            : store.Storage.Write(
                Posting.Kind, $"v{i}",
                Posting.Empty().After(Posting.Taken("x"), Posting.Taken("y", 2, 2), Posting.LetGo("x"))))).ToArray();
        await held.ReleaseAsync();
        await Task.WhenAll(writes);
        Assert.Equal(1L, await store.ScalarAsync<long>("select count(distinct xmin::text) from holding"));
        Assert.Equal(40L, await store.ScalarAsync<long>("select count(*) from holding where key = 'y'"));
        Assert.Equal(40L, await store.ScalarAsync<long>("select count(*) from holding"));
    }

    // The rule is wrong one day: nobody else's write is lost, and nothing of this one is there.
    [Fact]
    public async Task An_oversold_state_is_refused_and_the_others_of_its_batch_are_stored()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await using var held = await HeldRow.StartAsync(store);
        var writes = Enumerable.Range(0, 20).Select(i => Attempt.Of(() => store.Storage.Write(
            Posting.Kind, $"v{i}", Posting.Empty(i == 7 ? 1 : 2).After(Posting.Taken("x"), Posting.Taken("y", 2, 2))))).ToArray();
        await held.ReleaseAsync();
        var failures = await Task.WhenAll(writes);
        Assert.Equal("23514", Assert.IsType<WriteRefusedException>(Assert.Single(failures, failure => failure is not null)).SqlState);
        Assert.IsType<WriteRefusedException>(failures[7]);
        Assert.Equal(38L, await store.ScalarAsync<long>("select count(*) from holding"));
        Assert.Equal(0L, await store.ScalarAsync<long>("select count(*) from holding where grain_key = 'v7'"));
        Assert.Equal(0L, await store.ScalarAsync<long>("select count(*) from event where grain_key = 'v7'"));
        Assert.Equal("vacancy_taken_at_most_places", await store.ScalarAsync<string>(
            "select conname from pg_constraint where conrelid = 'vacancy'::regclass and contype = 'c' and conname like '%places'"));
    }

    [Fact]
    public async Task A_conflict_in_a_batch_changes_its_own_holdings_only()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        var fresh = await store.Storage.Write(Posting.Kind, "v0", Posting.Empty().After(Posting.Taken("x")));
        var stale = await store.Storage.Read<VacancyState>(Posting.Kind, "v0");
        await store.Storage.Write(Posting.Kind, "v0", fresh, fresh.State!.After(Posting.Taken("y", 2, 2)));
        await using var held = await HeldRow.StartAsync(store);
        var late = Attempt.Of(() => store.Storage.Write(
            Posting.Kind, "v0", stale, stale.State!.After(Posting.LetGo("x"), Posting.Taken("z", 2, 2))));
        var others = Enumerable.Range(1, 20).Select(i =>
            store.Storage.Write(Posting.Kind, $"v{i}", Posting.Empty().After(Posting.Taken("x")))).ToArray();
        await held.ReleaseAsync();
        await Task.WhenAll(others);
        Assert.IsType<InconsistentStateException>(await late);
        Assert.Equal("x y", await store.ScalarAsync<string>(
            "select string_agg(key, ' ' order by key) from holding where grain_key = 'v0'"));
        Assert.Equal(22L, await store.ScalarAsync<long>("select count(*) from holding"));
    }

    // Two nodes for a moment, as a partition makes them: whoever writes second learns that it is stale, and what it reads then is whole.
    [Fact]
    public async Task A_stale_activation_on_another_node_keeps_nothing()
    {
        await using var store = await PostgresStore.OpenAsync();
        await using var other = store.OpenAnother();
        await store.Storage.Write(Posting.Kind, "a", Posting.Empty());
        var here = await store.Storage.Read<VacancyState>(Posting.Kind, "a");
        var there = await other.Read<VacancyState>(Posting.Kind, "a");
        await store.Storage.Write(Posting.Kind, "a", here, here.State!.After(Posting.Taken("x"), Posting.Taken("y", 2, 2)));
        await Assert.ThrowsAsync<InconsistentStateException>(() =>
            other.Write(Posting.Kind, "a", there, there.State!.After(Posting.Taken("z"))));
        var again = (await other.Read<VacancyState>(Posting.Kind, "a")).State!;
        Assert.Equal(["x", "y"], again.Holdings.InOrder().Select(one => one.Key));
        Assert.Equal((2, 2), (again.Taken, again.Holdings.InUse));
    }

    [Fact]
    public async Task A_vacancy_that_takes_everybody_has_no_bound()
    {
        await using var store = await PostgresStore.OpenAsync();
        var state = Posting.Empty();
        await store.Storage.Write(Posting.Kind, "a", state with { Notice = state.Notice! with { Intake = null } });
        Assert.True(await store.ScalarAsync<bool>("select places is null and taken = 0 from vacancy"));
    }
}
