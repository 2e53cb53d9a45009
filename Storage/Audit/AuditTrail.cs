using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;

namespace Siskop2mi.Storage.Audit;

/// <summary>The three tables of the trail as of one moment, over two connections that share a snapshot.</summary>
internal sealed class AuditTrail : IAsyncDisposable
{
    private readonly NpgsqlConnection first;
    private readonly NpgsqlConnection second;

    private AuditTrail(NpgsqlConnection first, NpgsqlConnection second)
    {
        this.first = first;
        this.second = second;
    }

    public static async Task<AuditTrail> OpenAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        var first = await database.OpenConnectionAsync(cancellation);
        var second = await database.OpenConnectionAsync(cancellation);
        await RunAsync(first, "begin isolation level repeatable read read only", cancellation);
        await using var export = new NpgsqlCommand("select pg_export_snapshot()", first);
        var snapshot = (string)(await export.ExecuteScalarAsync(cancellation))!;
        await RunAsync(second, "begin isolation level repeatable read read only", cancellation);
        await RunAsync(second, $"set transaction snapshot '{snapshot}'", cancellation);
        return new AuditTrail(first, second);
    }

    public async Task<IReadOnlyList<ChainRow>> ChainsAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select chain, seq, head, chain_genesis(chain, node, epoch) from event_chain order by chain", first);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var chains = new List<ChainRow>();
        while (await reader.ReadAsync(cancellation))
        {
            chains.Add(new ChainRow(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3)));
        }

        return chains;
    }

    // In one transaction all links come in the order of their transactions, which is their order within each chain too:
    // a writer commits one after the other. So both streams can be walked side by side.
    public async IAsyncEnumerable<LinkRow> LinksAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select chain, seq, tx, rows, hash from event_link order by tx, chain, seq", first)
        { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return new LinkRow(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<ulong>(2),
                reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
        }
    }

    public async Task<NpgsqlDataReader> EventsAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, tx, grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash
            from event order by tx, id
            """, second)
        { CommandTimeout = 0 };
        return await command.ExecuteReaderAsync(cancellation);
    }

    // Read only and never committed: returning the connections to the pool rolls back.
    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>A chain: its recorded end and where it must start.</summary>
internal sealed record ChainRow(long Chain, long Seq, byte[] Head, byte[] Genesis);

/// <summary>A link: the events of one transaction.</summary>
internal sealed record LinkRow(long Chain, long Seq, ulong Tx, byte[] Rows, byte[] Hash)
{
    public override string ToString() => $"link {Chain}/{Seq}";
}

/// <summary>The stream of events, one ahead.</summary>
internal sealed class EventCursor(NpgsqlDataReader reader) : IAsyncDisposable
{
    public bool AtEnd { get; private set; }

    /// <summary>Events read so far.</summary>
    public long Read { get; private set; }

    public long Id { get; private set; }

    public ulong Tx { get; private set; }

    public long Chain => reader.GetInt64(12);

    public byte[] StoredHash => reader.GetFieldValue<byte[]>(13);

    /// <summary>The hash that the content has now.</summary>
    public byte[] ComputedHash() => EventHash.Of(
        reader.GetString(2), reader.GetString(3), reader.GetInt64(4), reader.GetInt16(5), reader.GetString(6),
        Encoding.UTF8.GetBytes(reader.GetString(7)),
        reader.GetString(8), reader.GetString(9), reader.GetString(10), reader.GetDateTime(11));

    public async Task NextAsync(CancellationToken cancellation)
    {
        AtEnd = !await reader.ReadAsync(cancellation);
        if (AtEnd) return;
        (Id, Tx) = (reader.GetInt64(0), reader.GetFieldValue<ulong>(1));
        Read++;
    }

    /// <summary>Events of transactions that no link names were put in beside the store.</summary>
    public async Task RefuseBeforeAsync(ulong tx, AuditFaults faults, CancellationToken cancellation)
    {
        for (; !AtEnd && Tx < tx; await NextAsync(cancellation))
            faults.Add(AuditFaultKind.Inserted, $"event {Id}", "no link names its transaction");
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
