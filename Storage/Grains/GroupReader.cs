using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// Reads states as <see cref="GroupCommitWriter"/> writes them: takes what waits, asks for all of it in one round trip. In the hour
/// of a rush everybody's grains wake up, and a look-up of one row costs its round trip many times over.
/// </summary>
internal sealed class GroupReader(ChannelReader<PendingRead> queue, Gathering gathering, NpgsqlDataSource database)
{
    private const int Most = 100;

    /// <summary>Runs until the queue is closed and empty.</summary>
    public async Task RunAsync()
    {
        while (await gathering.Next(() => queue.WaitToReadAsync(), Take) is { } reads)
        {
            if (reads.Count > 0) await ReadAsync([.. reads.GroupBy(read => read.Table)]);
        }
    }

    private List<PendingRead> Take()
    {
        List<PendingRead> reads = [];
        while (reads.Count < Most && queue.TryRead(out var read)) reads.Add(read);
        return reads;
    }

    private async Task ReadAsync(IGrouping<GrainTable, PendingRead>[] groups)
    {
        try
        {
            await TryAsync(groups);
        }
        catch (Exception) when (groups.Length > 1)
        {
            // What is wrong with one table must not be the others' fault.
            foreach (var group in groups) await ReadAsync([group]);
        }
        catch (Exception failure)
        {
            foreach (var read in groups[0]) read.Failed(failure);
        }
    }

    private async Task TryAsync(IGrouping<GrainTable, PendingRead>[] groups)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var group in groups) batch.BatchCommands.Add(Command(group));
        await using var reader = await batch.ExecuteReaderAsync();
        var found = new Dictionary<string, StoredRow>[groups.Length];
        for (var at = 0; at < groups.Length; at++, await reader.NextResultAsync())
        {
            found[at] = new(StringComparer.Ordinal);
            while (await reader.ReadAsync())
                found[at][reader.GetString(0)] = new(reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2));
        }

        // Only now nothing can fail any more.
        for (var at = 0; at < groups.Length; at++)
        {
            foreach (var read in groups[at]) read.Found(found[at].GetValueOrDefault(read.Key));
        }
    }

    private static NpgsqlBatchCommand Command(IGrouping<GrainTable, PendingRead> group) => new(group.Key.Read)
    {
        Parameters =
        {
            new NpgsqlParameter<string[]>
            {
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                TypedValue = [.. group.Select(read => read.Key).Distinct(StringComparer.Ordinal)],
            },
        },
    };
}
