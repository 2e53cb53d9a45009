using Orleans.Storage;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Grains;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>What the batch promises to the single write.</summary>
public sealed class GroupCommitTests
{
    private static readonly GrainStorageOptions OneWriter = new() { Writers = 1, LockTimeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task What_is_queued_goes_in_one_transaction_over_all_tables()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await using var held = await HeldRow.StartAsync(store);
        var writes = Enumerable.Range(0, 200)
            .Select(i => store.Storage.Write(i % 2 == 0 ? "shelf" : "side-table", $"k{i}", new Shelf().With(i))).ToArray();
        await held.ReleaseAsync();
        await Task.WhenAll(writes);
        Assert.Equal(1L, await store.ScalarAsync<long>("select count(distinct tx) from event"));
        Assert.Equal(200L, await store.ScalarAsync<long>("select count(*) from event"));
        Assert.Equal(1L, await store.ScalarAsync<long>(
            "select count(distinct xmin::text) from (select xmin from shelf where key like 'k%' union all select xmin from side_table) as all_rows"));
    }

    [Fact]
    public async Task Too_many_waiting_writes_are_turned_away_at_once_and_room_comes_back()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter with { MaxQueued = 5 });
        await using var held = await HeldRow.StartAsync(store);
        var writes = Enumerable.Range(0, 4).Select(i => store.Storage.Write("shelf", $"k{i}", new Shelf())).ToArray();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Storage.Write("shelf", "one-too-many", new Shelf()));
        await held.ReleaseAsync();
        await Task.WhenAll(writes);
        await store.Storage.Write("shelf", "one-too-many", new Shelf());
    }

    [Fact]
    public async Task One_poisoned_write_sinks_nobody_else()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await using var held = await HeldRow.StartAsync(store);
        var writes = Enumerable.Range(0, 200).Select(i => Attempt.Of(() =>
            store.Storage.Write("shelf", $"k{i}", new Shelf { Count = i, Name = i == 77 ? "bad \0 text" : "good" }.With(i)))).ToArray();
        await held.ReleaseAsync();
        var failures = await Task.WhenAll(writes);
        Assert.Equal("22P05", Assert.IsType<WriteRefusedException>(Assert.Single(failures, failure => failure is not null)).SqlState);
        Assert.IsType<WriteRefusedException>(failures[77]);
        Assert.Equal(199L, await store.ScalarAsync<long>("select count(*) from shelf where key like 'k%'"));
        Assert.Equal(199L, await store.ScalarAsync<long>("select count(*) from event"));
        Assert.Equal(0L, await store.ScalarAsync<long>("select count(*) from event where grain_key = 'k77'"));
    }

    [Fact]
    public async Task Several_kinds_of_poison_in_one_batch_each_fail_alone()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await store.Storage.Write("shelf", "owner", new Shelf { Label = "taken" });
        await using var held = await HeldRow.StartAsync(store);
        var tooLong = string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i * 7919 % 104729:x}"));
        Task<Exception?>[] writes =
        [
            Attempt.Of(() => store.Storage.Write("shelf", "good-1", new Shelf())),
            Attempt.Of(() => store.Storage.Write("shelf", "unique", new Shelf { Label = "taken" })),
            Attempt.Of(() => store.Storage.Write("shelf", "check", new Shelf { Count = -1 })),
            Attempt.Of(() => store.Storage.Write("shelf", tooLong, new Shelf())),
            Attempt.Of(() => store.Storage.Write("no-such-table", "a", new Shelf())),
            Attempt.Of(() => store.Storage.Write("shelf", "half \ud800 surrogate", new Shelf())),
            Attempt.Of(() => store.Storage.Write("shelf", "owner", new Shelf())),
            Attempt.Of(() => store.Storage.Write("shelf", "good-2", new Shelf())),
        ];
        await held.ReleaseAsync();
        var failures = await Task.WhenAll(writes);
        Assert.Null(failures[0]);
        Assert.Equal("shelf_label_unique", Assert.IsType<UniqueValueTakenException>(failures[1]).Constraint);
        Assert.Equal("23514", Assert.IsType<WriteRefusedException>(failures[2]).SqlState);
        Assert.Equal("54000", Assert.IsType<WriteRefusedException>(failures[3]).SqlState);
        Assert.Equal("42P01", Assert.IsType<WriteRefusedException>(failures[4]).SqlState);
        Assert.Equal("22021", Assert.IsType<WriteRefusedException>(failures[5]).SqlState);
        Assert.IsType<InconsistentStateException>(failures[6]);
        Assert.Null(failures[7]);
    }

    [Fact]
    public async Task Of_two_grains_that_want_one_unique_value_in_one_batch_one_gets_it()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await using var held = await HeldRow.StartAsync(store);
        var writes = Enumerable.Range(0, 10).Select(i => Attempt.Of(() =>
            store.Storage.Write("shelf", $"k{i}", new Shelf { Label = i is 2 or 7 ? "same" : $"own-{i}" }.With(i)))).ToArray();
        await held.ReleaseAsync();
        var failures = await Task.WhenAll(writes);
        Assert.IsType<UniqueValueTakenException>(Assert.Single(failures, failure => failure is not null));
        Assert.Equal(9L, await store.ScalarAsync<long>("select count(*) from shelf where key like 'k%'"));
        Assert.Equal(9L, await store.ScalarAsync<long>("select count(*) from event"));
    }

    [Fact]
    public async Task A_conflict_in_a_batch_fails_alone_and_stores_no_event()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await store.Storage.Write("shelf", "old", new Shelf());
        await using var held = await HeldRow.StartAsync(store);
        var good = Enumerable.Range(0, 20).Select(i => store.Storage.Write("shelf", $"k{i}", new Shelf().With(i))).ToArray();
        var stale = Attempt.Of(() => store.Storage.Write("shelf", "old", new Shelf().With(99)));
        await held.ReleaseAsync();
        await Task.WhenAll(good);
        Assert.IsType<InconsistentStateException>(await stale);
        Assert.Equal(1L, await store.ScalarAsync<long>("select count(distinct tx) from event"));
        Assert.Equal(20L, await store.ScalarAsync<long>("select count(*) from event"));
    }

    [Fact]
    public async Task Two_writes_of_one_grain_never_share_a_transaction()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await using var held = await HeldRow.StartAsync(store);
        var first = store.Storage.Write("shelf", "a", new Shelf().With(1));
        var second = store.Storage.Write("shelf", "a", new GrainState<Shelf>(null, "1"), new Shelf().With(2));
        await held.ReleaseAsync();
        await Task.WhenAll(first, second);
        Assert.Equal(2L, await store.ScalarAsync<long>("select count(distinct tx) from event"));
        Assert.Equal([1, 2], (await store.EventsAsync("shelf", "a")).Select(one => one.Count));
    }

    [Fact]
    public async Task A_commit_that_fails_at_its_very_end_is_no_success()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await store.ExecuteAsync(
            """
            create function refuse_late() returns trigger language plpgsql as $$
            begin
                if new.state->>'name' = 'late' then raise exception 'refused at commit'; end if;
                return null;
            end $$;
            create constraint trigger refuse_late after insert or update on shelf
            deferrable initially deferred for each row execute function refuse_late();
            """);
        await using var held = await HeldRow.StartAsync(store);
        var good = store.Storage.Write("shelf", "good", new Shelf().With(1));
        var late = Attempt.Of(() => store.Storage.Write("shelf", "late", new Shelf { Name = "late" }.With(2)));
        await held.ReleaseAsync();
        await good;
        Assert.Equal("P0001", Assert.IsType<WriteRefusedException>(await late).SqlState);
        Assert.False((await store.Storage.Read<Shelf>("shelf", "late")).RecordExists);
        Assert.Equal(1L, await store.ScalarAsync<long>("select count(*) from event"));
    }

    [Fact]
    public async Task A_row_that_somebody_holds_too_long_fails_its_own_write_only()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await using var held = await HeldRow.StartAsync(store);
        await using var hasty = store.OpenAnother(OneWriter with { LockTimeout = TimeSpan.FromMilliseconds(50) });
        var writes = Enumerable.Range(0, 20).Select(i => hasty.Write("shelf", $"k{i}", new Shelf().With(i))).ToArray();
        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => hasty.Write("shelf", "held", new GrainState<Shelf>(null, "1"), new Shelf()));
        await Task.WhenAll(writes);
        await held.ReleaseAsync();
        await held.Blocked;
    }

    [Fact]
    public async Task A_stop_commits_what_is_queued_and_takes_nothing_more()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        var other = store.OpenAnother();
        var writes = Enumerable.Range(0, 1_000).Select(i => other.Write("shelf", $"k{i}", new Shelf())).ToArray();
        await other.StopAsync();
        await Task.WhenAll(writes);
        Assert.Equal(1_000L, await store.ScalarAsync<long>("select count(*) from shelf"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => other.Write("shelf", "late", new Shelf()));
    }

    [Fact]
    public async Task One_state_name_belongs_to_one_kind_of_grain()
    {
        await using var store = await PostgresStore.OpenAsync();
        await store.Storage.Write("shelf", "a", new Shelf());
        var other = new GrainState<Shelf>(new Shelf());
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.Storage.WriteStateAsync("shelf", GrainId.Create("cupboard", "a"), other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Shelf")]
    [InlineData("1shelf")]
    [InlineData("shelf\"; drop table event; --")]
    [InlineData("shelf ")]
    [InlineData("a-name-that-is-longer-than-what-postgresql-takes-for-the-name-of-a-table")]
    public async Task A_state_name_that_is_no_table_name_is_refused(string name)
    {
        await using var store = await PostgresStore.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.Storage.WriteStateAsync(name, GrainId.Create("shelf", "a"), new GrainState<Shelf>(new Shelf())));
    }

    [Fact]
    public async Task A_state_beyond_the_limit_is_refused()
    {
        await using var store = await PostgresStore.OpenAsync(new GrainStorageOptions { MaxStateBytes = 1_000 });
        await Assert.ThrowsAsync<WriteRefusedException>(
            () => store.Storage.Write("shelf", "a", new Shelf { Name = new string('x', 1_000) }));
        await store.Storage.Write("shelf", "a", new Shelf { Name = new string('x', 900) });
    }
}
