using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// Puts a batch of writes into one round trip. Without explicit begin and commit PostgreSQL runs everything up to the
/// final Sync as one transaction; it is durable when the reader has reached the end.
/// </summary>
internal static class CommitBatch
{
    /// <summary>Commits and gives the writes that did not find their version.</summary>
    public static async Task<IReadOnlyCollection<PendingWrite>> RunAsync(
        NpgsqlConnection connection, List<PendingWrite> writes, long? epoch, long chain, TimeSpan timeout)
    {
        var groups = writes.GroupBy(write => (write.Table, write.IsFirst)).OrderBy(group => group.Key.Table.Name, StringComparer.Ordinal)
            .Select(group => (group.Key.Table, group.Key.IsFirst, Writes: group.ToArray())).ToArray();

        await using var batch = new NpgsqlBatch(connection) { Timeout = (int)timeout.TotalSeconds };
        if (epoch is { } held) batch.BatchCommands.Add(Command("select require_epoch($1)", Value(held)));
        foreach (var (table, isFirst, items) in groups) batch.BatchCommands.Add(Write(table, isFirst, items, chain));
        if (writes.Exists(write => write.Events.Length > 0)) batch.BatchCommands.Add(Command("select append_link($1)", Value(chain)));

        await using var reader = await batch.ExecuteReaderAsync();
        if (epoch is not null) await reader.NextResultAsync();
        List<PendingWrite> conflicts = [];
        foreach (var (_, _, items) in groups)
        {
            await reader.ReadAsync();
            Collect(reader, items, conflicts);
            await reader.NextResultAsync();
        }

        // The end of the results is the answer to the commit: an error raised by the commit itself surfaces here.
        while (await reader.NextResultAsync())
        {
        }

        return conflicts;
    }

    private static void Collect(NpgsqlDataReader reader, PendingWrite[] items, List<PendingWrite> conflicts)
    {
        if (reader.GetInt32(0) == items.Length) return;
        var stored = reader.IsDBNull(1) ? [] : reader.GetFieldValue<string[]>(1).ToHashSet(StringComparer.Ordinal);
        conflicts.AddRange(items.Where(item => !stored.Contains(item.Key)));
    }

    private static NpgsqlBatchCommand Write(GrainTable table, bool isFirst, PendingWrite[] items, long chain)
    {
        var texts = isFirst ? table.First : table.Next;
        var count = items.Sum(item => item.Events.Length);
        var keys = new string[count];
        var events = new PendingEvent[count];
        var next = 0;
        foreach (var item in items)
        {
            foreach (var one in item.Events) (keys[next], events[next++]) = (item.Key, one);
        }

        var holdings = HoldingRows.Of(items);
        var command = Command(
            holdings.AreEmpty ? texts.Plain : texts.WithHoldings,
            Array(NpgsqlDbType.Text, items, item => item.Key),
            Array(NpgsqlDbType.Bigint, items, item => item.Expected),
            Array(NpgsqlDbType.Jsonb, items, item => item.State),
            Value(table.GrainType),
            Value(chain),
            new NpgsqlParameter<string[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, TypedValue = keys },
            Array(NpgsqlDbType.Bigint, events, one => one.Version),
            Array(NpgsqlDbType.Smallint, events, one => one.Ordinal),
            Array(NpgsqlDbType.Text, events, one => one.Type),
            Array(NpgsqlDbType.Json, events, one => one.Data),
            Array(NpgsqlDbType.Text, events, one => one.Actor),
            Array(NpgsqlDbType.Text, events, one => one.Role),
            Array(NpgsqlDbType.Text, events, one => one.Process),
            Array(NpgsqlDbType.TimestampTz, events, one => one.At),
            Array(NpgsqlDbType.Bytea, events, one => one.Hash));
        if (!holdings.AreEmpty) AddHoldings(command, holdings);
        return command;
    }

    private static void AddHoldings(NpgsqlBatchCommand command, HoldingRows holdings)
    {
        var (kept, gone) = (holdings.Kept, holdings.Gone);
        ReadOnlySpan<NpgsqlParameter> parameters =
        [
            Array(NpgsqlDbType.Text, kept, row => row.GrainKey),
            Array(NpgsqlDbType.Text, kept, row => row.Holding.Key),
            Array(NpgsqlDbType.Smallint, kept, row => (short)row.Holding.Status),
            Array(NpgsqlDbType.Bigint, kept, row => row.Holding.Number),
            Array(NpgsqlDbType.Bigint, kept, row => row.Holding.Attempt),
            Array(NpgsqlDbType.TimestampTz, kept, row => row.Holding.At.UtcDateTime),
            Array(NpgsqlDbType.TimestampTz, kept, row => row.Holding.Until?.UtcDateTime),
            Array(NpgsqlDbType.Boolean, kept, row => row.Holding.IsSettled),
            Array(NpgsqlDbType.Text, gone, row => row.GrainKey),
            Array(NpgsqlDbType.Text, gone, row => row.Key),
        ];
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
    }

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<T[]> Array<TItem, T>(NpgsqlDbType type, TItem[] items, Func<TItem, T> pick) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = System.Array.ConvertAll(items, item => pick(item)) };
}
