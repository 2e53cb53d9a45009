using Npgsql;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>
/// Holds a row, so that the write to it keeps its writer busy while more writes queue up behind it. With one writer the
/// next batch is then known exactly.
/// </summary>
internal sealed class HeldRow : IAsyncDisposable
{
    private readonly PostgresStore store;
    private readonly NpgsqlConnection connection;
    private Task blocked = Task.CompletedTask;

    private HeldRow(PostgresStore store, NpgsqlConnection connection)
    {
        this.store = store;
        this.connection = connection;
    }

    /// <summary>Process id of the server's side of the writer that waits.</summary>
    public int WaitingProcess { get; private set; }

    /// <summary>The write that waits for the row.</summary>
    public Task Blocked => blocked;

    public static async Task<HeldRow> StartAsync(PostgresStore store)
    {
        var state = await store.Storage.Write("shelf", "held", new Shelf());
        var held = new HeldRow(store, await store.Database.OpenConnectionAsync());
        await using (var command = new NpgsqlCommand("begin; select from shelf where key = 'held' for update", held.connection))
            await command.ExecuteNonQueryAsync();
        held.blocked = store.Storage.Write("shelf", "held", state, new Shelf { Count = 1 });
        await Eventually.TrueAsync(async () => (held.WaitingProcess = await held.WaitingAsync()) != 0);
        return held;
    }

    public async Task ReleaseAsync()
    {
        await using var command = new NpgsqlCommand("rollback", connection);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private Task<int> WaitingAsync() => store.ScalarAsync<int>(
        """
        select coalesce(max(pid), 0) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and application_name = 'siskop2mi grains'
        """);
}

/// <summary>Waits for something that is sure to come, with a limit that only a defect reaches.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException("It did not come true within 30 seconds.");
            await Task.Yield();
        }
    }
}
