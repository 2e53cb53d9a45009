using Npgsql;
using Orleans.Storage;
using Siskop2mi.Storage.Grains;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>The line to the database breaks, or another node takes over.</summary>
public sealed class LostAnswerTests
{
    private static readonly GrainStorageOptions OneWriter = new() { Writers = 1, LockTimeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task A_lost_answer_is_an_unknown_outcome_and_reading_tells_that_it_is_stored()
    {
        await using var store = await PostgresStore.OpenAsync();
        await using var proxy = ProxyTo(store);
        await using var storage = Through(proxy, store);
        var state = await storage.Write("shelf", "a", new Shelf().With(1));

        proxy.CutNext(CuttingProxy.Cut.BeforeTheAnswer);
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => storage.Write("shelf", "a", state, new Shelf { Count = 2 }.With(2)));
        Assert.Equal("1", state.ETag);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.Write("shelf", "a", state, new Shelf { Count = 3 }.With(3)));
        var truth = await storage.Read<Shelf>("shelf", "a");
        Assert.Equal((2, "2"), (truth.State!.Count, truth.ETag));
        Assert.Equal([1, 2], (await store.EventsAsync("shelf", "a")).Select(one => one.Count));
    }

    [Fact]
    public async Task A_lost_request_is_an_unknown_outcome_and_reading_tells_that_it_is_not_stored()
    {
        await using var store = await PostgresStore.OpenAsync();
        await using var proxy = ProxyTo(store);
        await using var storage = Through(proxy, store);
        var state = await storage.Write("shelf", "a", new Shelf().With(1));

        proxy.CutNext(CuttingProxy.Cut.BeforeTheRequest);
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => storage.Write("shelf", "a", state, new Shelf { Count = 2 }.With(2)));

        Assert.Equal("1", (await storage.Read<Shelf>("shelf", "a")).ETag);
        await storage.Write("shelf", "a", state, new Shelf { Count = 3 }.With(3));
        Assert.Equal([1, 3], (await store.EventsAsync("shelf", "a")).Select(one => one.Count));
    }

    [Fact]
    public async Task A_killed_session_is_an_unknown_outcome_for_its_batch_and_the_next_one_goes_through()
    {
        await using var store = await PostgresStore.OpenAsync(OneWriter);
        await using var held = await HeldRow.StartAsync(store);
        await store.ExecuteAsync($"select pg_terminate_backend({held.WaitingProcess})");
        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => held.Blocked);
        await held.ReleaseAsync();
        Assert.Equal(0, (await store.Storage.Read<Shelf>("shelf", "held")).State!.Count);
        await store.Storage.Write("shelf", "next", new Shelf().With(1));
        Assert.Single(await store.EventsAsync("shelf", "next"));
    }

    [Fact]
    public async Task Without_a_server_nothing_is_stored_and_the_caller_hears_so()
    {
        await using var store = await PostgresStore.OpenAsync();
        var proxy = ProxyTo(store);
        var away = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port };
        await proxy.DisposeAsync();
        await using var storage = store.OpenAnother(connectionString: away.ConnectionString);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Write("shelf", "a", new Shelf()));
    }

    [Fact]
    public async Task A_node_that_was_replaced_writes_nothing_more()
    {
        await using var store = await PostgresStore.OpenAsync();
        long? epoch = 7;
        await store.ExecuteAsync("update node_lease set epoch = 7");
        await using var storage = store.OpenAnother(OneWriter with { Epoch = () => epoch });
        var state = await storage.Write("shelf", "a", new Shelf().With(1));

        await store.ExecuteAsync("update node_lease set epoch = 8");
        await Assert.ThrowsAsync<FencedException>(() => storage.Write("shelf", "a", state, new Shelf { Count = 2 }.With(2)));
        epoch = null;
        await Assert.ThrowsAsync<FencedException>(() => storage.Write("shelf", "a", state, new Shelf { Count = 3 }.With(3)));
        Assert.Equal("1", (await store.Storage.Read<Shelf>("shelf", "a")).ETag);
        Assert.Single(await store.EventsAsync("shelf", "a"));

        epoch = 8;
        await storage.Write("shelf", "a", state, new Shelf { Count = 4 }.With(4));
        Assert.Equal(2L, await store.ScalarAsync<long>("select count(*) from event_chain"));
    }

    [Fact]
    public async Task An_open_commit_holds_off_a_takeover_but_not_a_renewal()
    {
        await using var store = await PostgresStore.OpenAsync();
        await using var commit = await store.Database.OpenConnectionAsync();
        await using (var open =
            new NpgsqlCommand("begin; select require_epoch(epoch) from node_lease", commit)) await open.ExecuteNonQueryAsync();

        await store.ExecuteAsync("set lock_timeout = '10s'; update node_lease set expires_at = now()");
        var takeover = await Assert.ThrowsAsync<PostgresException>(
            () => store.ExecuteAsync("set lock_timeout = '50ms'; update node_lease set epoch = epoch + 1"));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, takeover.SqlState);

        await using (var end = new NpgsqlCommand("commit", commit)) await end.ExecuteNonQueryAsync();
        await store.ExecuteAsync("set lock_timeout = '10s'; update node_lease set epoch = epoch + 1");
    }

    private static CuttingProxy ProxyTo(PostgresStore store)
    {
        var server = new NpgsqlConnectionStringBuilder(store.ConnectionString);
        return new CuttingProxy(server.Host!, server.Port);
    }

    // One writer, whose chain is open after the first write: so the next request is the commit itself.
    private static PostgresGrainStorage Through(CuttingProxy proxy, PostgresStore store) => store.OpenAnother(
        OneWriter, new NpgsqlConnectionStringBuilder(store.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }.ConnectionString);
}
