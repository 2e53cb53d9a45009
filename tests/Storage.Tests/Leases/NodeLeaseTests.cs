using System.Diagnostics;
using Npgsql;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Storage.Tests.Leases;

public sealed class NodeLeaseTests : IAsyncLifetime
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(2);
    private string connection = "";
    private NpgsqlDataSource database = null!;

    public async Task InitializeAsync()
    {
        connection = await PostgresFixture.NewDatabaseAsync();
        database = NpgsqlDataSource.Create(connection);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task One_of_two_nodes_is_active_and_stays_so_beyond_its_lease()
    {
        await using var first = new LeasedNode(connection, "first");
        Assert.Equal(1, await first.AcquiredAsync());
        await using var second = new LeasedNode(connection, "second");

        // The end of the first lease passes; renewals carry it on. Read from the table, so nothing rests on this test's speed.
        var end = await ExpiryAsync();
        await UntilAsync(async () => await ExpiryAsync() > end + Ttl);

        Assert.Equal(1, first.Lease.Epoch);
        Assert.False(second.Lease.IsActive);
    }

    [Fact]
    public async Task A_node_that_leaves_hands_over_and_the_epoch_grows()
    {
        var clock = new ManualTime();
        await using var first = new LeasedNode(connection, "first", clock);
        await first.AcquiredAsync();
        await using var second = new LeasedNode(connection, "second");

        await first.StopAsync();

        Assert.False(first.Lease.IsActive);
        Assert.Equal(2, await second.AcquiredAsync());
    }

    [Fact]
    public async Task The_lease_is_kept_until_the_work_under_way_is_done()
    {
        await using var first = new LeasedNode(connection, "first") { Drain = new() };
        await first.AcquiredAsync();
        await using var second = new LeasedNode(connection, "second");
        await first.BeginStop();

        var end = await ExpiryAsync();
        await UntilAsync(async () => await ExpiryAsync() > end + Ttl);
        Assert.True(first.Lease.IsActive);
        Assert.False(second.Lease.IsActive);

        first.Drain.SetResult();
        Assert.Equal(2, await second.AcquiredAsync());
    }

    [Fact]
    public async Task A_paused_holder_is_replaced_and_learns_it_when_it_goes_on()
    {
        var clock = new ManualTime();
        await using var paused = new LeasedNode(connection, "paused", clock);
        var old = await paused.AcquiredAsync();
        await using var next = new LeasedNode(connection, "next");
        Assert.Equal(old + 1, await next.AcquiredAsync());

        var fenced = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync($"select require_epoch({old})"));
        Assert.Equal("SK001", fenced.SqlState);

        clock.Jump(Ttl);
        Assert.Null(paused.Lease.Epoch);
        clock.FireDue();
        await paused.LostAsync();
    }

    [Fact]
    public async Task A_holder_counts_itself_out_before_the_lease_ends()
    {
        var clock = new ManualTime();
        await using var node = new LeasedNode(connection, "node", clock);
        await node.AcquiredAsync();
        await RefuseConnectionsAsync();

        clock.Jump(Ttl - TimeSpan.FromSeconds(0.5));
        Assert.True(node.Lease.IsActive);
        clock.Jump(TimeSpan.FromSeconds(0.2));
        Assert.False(node.Lease.IsActive);
        clock.FireDue();
    }

    [Fact]
    public async Task Without_a_database_the_holder_loses_the_lease_and_gets_a_new_one_later()
    {
        await using var node = new LeasedNode(connection, "node");
        await node.AcquiredAsync();

        await RefuseConnectionsAsync();
        await node.LostAsync();
        Assert.False(node.Lease.IsActive);

        await AdminAsync("alter database \"{0}\" allow_connections true");
        await UntilAsync(() => Task.FromResult(node.Lease.IsActive));
        Assert.Equal([1, 2], node.Epochs);
    }

    [Fact]
    public async Task A_takeover_waits_for_a_commit_under_way_but_not_for_ever()
    {
        var clock = new ManualTime();
        await using var paused = new LeasedNode(connection, "paused", clock);
        var epoch = await paused.AcquiredAsync();
        await using var stuck = await database.OpenConnectionAsync();
        await using var transaction = await stuck.BeginTransactionAsync();
        await using (var lockRow = new NpgsqlCommand($"select require_epoch({epoch})", stuck)) await lockRow.ExecuteNonQueryAsync();

        await using var next = new LeasedNode(connection, "next");

        Assert.Equal(epoch + 1, await next.AcquiredAsync());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync());
        clock.Jump(Ttl);
        clock.FireDue();
    }

    [Fact]
    public async Task A_renewal_does_not_wait_for_commits()
    {
        await using var node = new LeasedNode(connection, "node");
        var epoch = await node.AcquiredAsync();
        await using var session = await database.OpenConnectionAsync();
        await using var transaction = await session.BeginTransactionAsync();
        await using (var lockRow = new NpgsqlCommand($"select require_epoch({epoch})", session)) await lockRow.ExecuteNonQueryAsync();

        var end = await ExpiryAsync();
        await UntilAsync(async () => await ExpiryAsync() > end + Ttl);
        Assert.Equal(epoch, node.Lease.Epoch);
    }

    [Fact]
    public async Task Many_nodes_and_many_changes_never_share_an_epoch()
    {
        var epochs = new List<long>();
        for (var round = 0; round < 5; round++)
        {
            var nodes = Enumerable.Range(0, 4).Select(number => new LeasedNode(connection, $"{round}/{number}")).ToList();
            await Task.WhenAny(nodes.Select(node => node.AcquiredAsync()));
            foreach (var node in nodes) await node.DisposeAsync();
            epochs.AddRange(nodes.SelectMany(node => node.Epochs));
        }

        Assert.True(epochs.Count >= 5);
        Assert.Equal(epochs.Count, epochs.Distinct().Count());
    }

    [Fact]
    public async Task Work_that_fails_gives_the_lease_back_and_ends_the_run()
    {
        await using var lease = new Storage.Leases.NodeLease(connection, new());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => lease.RunAsync((_, _) => throw new InvalidOperationException("no"), CancellationToken.None));
        Assert.Equal("no", error.Message);
        Assert.False(lease.IsActive);
        await using var next = new LeasedNode(connection, "next");
        Assert.Equal(2, await next.AcquiredAsync());
    }

    private async Task<DateTimeOffset> ExpiryAsync()
    {
        await using var command = database.CreateCommand("select expires_at from node_lease");
        return new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync())!);
    }

    private async Task RefuseConnectionsAsync()
    {
        await AdminAsync("alter database \"{0}\" allow_connections false");
        await AdminAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{0}'");
    }

    private async Task AdminAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        var database = settings.Database!;
        await using var admin = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection) { Database = "postgres", Pooling = false }.ConnectionString);
        await using var command = admin.CreateCommand(sql.Replace("{0}", database, StringComparison.Ordinal));
        await command.ExecuteNonQueryAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var clock = Stopwatch.StartNew(); !await condition();)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException("The awaited never came.");
            await Task.Delay(20);
        }
    }
}
