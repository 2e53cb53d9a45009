using Npgsql;

namespace Siskop2mi.Storage.Leases;

/// <summary>The one row of <c>node_lease</c>. All times in it are the database's.</summary>
internal sealed class LeaseRow(NpgsqlDataSource database, NodeLeaseOptions options)
{
    /// <summary>True when nobody holds the lease. Only looks: a lock would hold up the holder's commits.</summary>
    public async Task<bool> IsFreeAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select expires_at is null or expires_at <= clock_timestamp() from node_lease where id = 1");
        return (bool?)await command.ExecuteScalarAsync(cancellation)
            ?? throw new InvalidOperationException("The table node_lease has lost its one row.");
    }

    /// <summary>Takes the lease when it is free; the new epoch, or null when another node was faster.</summary>
    public async Task<long?> TryTakeAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                // The lock first: it waits for commits under way, and the lease must run from the end of that wait.
                new("select 1 from node_lease where id = 1 for update"),
                new("""
                    update node_lease set node = $1, epoch = epoch + 1, expires_at = clock_timestamp() + $2
                    where id = 1 and (expires_at is null or expires_at <= clock_timestamp()) returning epoch
                    """) { Parameters = { new() { Value = options.Node }, new() { Value = options.Ttl } } },
            },
        };
        var taking = TakeAsync(batch, cancellation);
        if (await Task.WhenAny(taking, Task.Delay(options.Patience, cancellation)) != taking && !cancellation.IsCancellationRequested)
            await CutBlockersAsync(connection.ProcessID, cancellation);
        return await taking;
    }

    /// <summary>Prolongs the lease; false when it is no longer this node's.</summary>
    public async Task<bool> TryRenewAsync(long epoch, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            update node_lease set expires_at = clock_timestamp() + $2
            where id = 1 and epoch = $1 and expires_at > clock_timestamp()
            """);
        command.Parameters.Add(new() { Value = epoch });
        command.Parameters.Add(new() { Value = options.Ttl });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Gives the lease back, so that the next node need not wait for its end.</summary>
    public async Task ReleaseAsync(long epoch, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "update node_lease set node = null, expires_at = null where id = 1 and epoch = $1");
        command.Parameters.Add(new() { Value = epoch });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<long?> TakeAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : null;
    }

    // A holder that was paused in the middle of a commit keeps the row locked for as long as it sleeps. Its lease is over:
    // whatever it was writing is turned away with its connection.
    private async Task CutBlockersAsync(int waiting, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select pg_terminate_backend(blocker) from unnest(pg_blocking_pids($1)) blocker");
        command.Parameters.Add(new() { Value = waiting });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
