using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Notes;
using Siskop2mi.Bench.Peers;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Bench.Limits;

/// <summary>
/// What the database itself gives: the rows of notes and their events, written by Npgsql alone. Rows are made before the clock
/// starts, nothing checks a version, nothing is chained. The rows of a batch lie as scattered as those that grains write.
/// </summary>
internal sealed class RawNotes : IAsyncDisposable
{
    private const int RowsABatch = 100;

    private const string Upsert = $"""
        with written as (
            insert into {NoteRows.Table} as held (key, version, state)
            select item.key, 1, item.state from unnest($1::text[], $2::jsonb[]) as item (key, state)
            on conflict (key) do update set version = held.version + 1, state = excluded.state
            returning held.key, held.version)
        insert into event (grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash)
        select 'bench-note', key, version, 0, 'note-changed', $3, 'anonymous', 'anonymous', 'bench', $4, 0, $5 from written
        """;

    private const string Single = $"update {NoteRows.Table} set version = version + 1, state = $2 where key = $1";

    private readonly NpgsqlDataSource database;
    private readonly string[] keys;
    private readonly byte[][] states;

    public RawNotes(BenchDatabase database, int notes)
    {
        this.database = NpgsqlDataSource.Create(OneWriteStorage.Settings(database.ConnectionString));
        keys = [.. NoteRows.Keys(notes)];
        states = [.. keys.Select(key => JsonSerializer.SerializeToUtf8Bytes(
            new NoteState { Status = "submitted", Revision = 7, Message = NoteText.Of(key) }, DomainJson.Options))];
    }

    /// <summary>Rows a second of upserts with 100 rows a transaction. Each writer has rows of its own, so none waits for another.</summary>
    public async Task<Throughput> Batches(CpuClock clock, int writers, TimeSpan warmUp, TimeSpan measure)
    {
        var load = await ClosedLoop.Run(
            clock, writers, warmUp, measure, async (writer, number) => await Write(Scattered(writer, writers, number)));
        return load with { Rate = load.Rate * RowsABatch, Done = load.Done * RowsABatch };
    }

    /// <summary>Single-row prepared updates a second, a commit each, without events.</summary>
    public Task<Throughput> Singles(CpuClock clock, TimeSpan warmUp, TimeSpan measure) =>
        ClosedLoop.Run(clock, OneWriteStorage.Connections, warmUp, measure, async (caller, number) =>
        {
            var row = (int)(((caller * 7919) + (number * 13)) % keys.Length);
            await using var command = database.CreateCommand(Single);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = keys[row] });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { NpgsqlDbType = NpgsqlDbType.Jsonb, TypedValue = states[row] });
            await command.ExecuteNonQueryAsync();
        });

    /// <summary>Makes all rows.</summary>
    public async Task Fill()
    {
        for (var first = 0; first + RowsABatch <= keys.Length; first += RowsABatch) await Write([.. Enumerable.Range(first, RowsABatch)]);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    // The step that the grains of the bench are chosen by, among every so many-th row.
    private int[] Scattered(int writer, int writers, long number) =>
        [.. Enumerable.Range(0, RowsABatch).Select(
            place => ((int)(((number * RowsABatch) + place) * 13 % (keys.Length / writers)) * writers) + writer)];

    private async Task Write(int[] rows)
    {
        await using var command = database.CreateCommand(Upsert);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(rows, row => keys[row]) });
        command.Parameters.Add(new NpgsqlParameter<byte[][]>
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
            TypedValue = Array.ConvertAll(rows, row => states[row]),
        });
        command.Parameters.Add(new NpgsqlParameter<string>
        {
            NpgsqlDbType = NpgsqlDbType.Json,
            TypedValue = """{"status":"submitted","revision":7}""",
        });
        command.Parameters.Add(new NpgsqlParameter<DateTime>
        {
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
            TypedValue = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = new byte[32] });
        await command.ExecuteNonQueryAsync();
    }
}
