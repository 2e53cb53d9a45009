using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Orleans.Storage;

namespace Siskop2mi.Storage.Grains;

/// <summary>Takes what is queued, commits it, and tells each write how it ended. One of a few that run side by side.</summary>
internal sealed class GroupCommitWriter(WriteQueue queue, NpgsqlDataSource database, GrainStorageOptions options, ILogger logger)
{
    private long? chain;
    private long? chainEpoch;

    /// <summary>Runs until the queue is closed and empty.</summary>
    public async Task RunAsync()
    {
        while (await queue.WaitAsync())
        {
            // Whoever was just answered goes first: else the first of them to write again would get a commit of its own.
            await Task.Yield();
            if (queue.Take(options.MaxBatch, options.MaxBatchBytes) is { Count: > 0 } batch) await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(List<PendingWrite> writes)
    {
        try
        {
            var conflicts = await TryAsync(writes);
            foreach (var write in writes) Answer(write, conflicts.Contains(write) ? Conflict(write) : null);
        }
        catch (PostgresException failure) when (CommitFailures.Classify(failure) == CommitFailure.Refused)
        {
            await SplitAsync(writes, failure);
        }
        catch (Exception failure)
        {
            StorageLog.CommitFailed(
                logger, writes.Count, Meaning(failure).GetType().Name, (failure as PostgresException)?.SqlState ?? failure.GetType().Name);
            foreach (var write in writes) Answer(write, Meaning(failure));
        }
    }

    // The whole batch was rolled back because of something in it. Halving finds the culprit in a few commits, and every
    // other write is stored.
    private async Task SplitAsync(List<PendingWrite> writes, PostgresException failure)
    {
        if (writes is [var single])
        {
            StorageLog.WriteRefused(logger, single.Table.Name, failure.SqlState);
            Answer(single, CommitFailures.Refusal(failure, single));
            return;
        }

        StorageTelemetry.Splits.Add(1);
        var half = writes.Count / 2;
        await CommitAsync(writes[..half]);
        await CommitAsync(writes[half..]);
    }

    private async Task<IReadOnlyCollection<PendingWrite>> TryAsync(List<PendingWrite> writes)
    {
        using var activity = StorageTelemetry.Activities.StartActivity("storage.commit", ActivityKind.Client);
        activity?.SetTag("siskop2mi.batch.size", writes.Count);
        var start = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var epoch = options.Epoch?.Invoke();
            if (options.Epoch is not null && epoch is null) throw new FencedException();
            await using var connection = await OpenAsync();
            var link = writes.Exists(write => write.Events.Length > 0) ? await ChainAsync(connection, epoch) : 0;
            var conflicts = await CommitBatch.RunAsync(connection, writes, epoch, link, options.CommitTimeout);
            outcome = "stored";
            return conflicts;
        }
        catch
        {
            // Npgsql can lose track of which statements it has prepared when a batch fails: nobody uses this connection again.
            database.Clear();
            throw;
        }
        finally
        {
            StorageTelemetry.Commits.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
            StorageTelemetry.BatchSize.Record(writes.Count);
            StorageTelemetry.CommitSeconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    // Nothing is sent yet, so one more try is harmless; it helps over the restart of a server.
    private async Task<NpgsqlConnection> OpenAsync()
    {
        try
        {
            return await database.OpenConnectionAsync();
        }
        catch (NpgsqlException)
        {
            try
            {
                return await database.OpenConnectionAsync();
            }
            catch (NpgsqlException failure)
            {
                throw new StorageUnavailableException("no connection", failure);
            }
        }
    }

    private async Task<long> ChainAsync(NpgsqlConnection connection, long? epoch)
    {
        if (chain is { } open && chainEpoch == epoch) return open;
        try
        {
            await using var command = new NpgsqlCommand("select open_chain($1, $2)", connection)
            {
                Parameters =
                {
                    new() { Value = options.Node },
                    new() { Value = (object?)epoch ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                },
            };
            var opened = (long)(await command.ExecuteScalarAsync())!;
            (chain, chainEpoch) = (opened, epoch);
            return opened;
        }
        catch (NpgsqlException failure)
        {
            throw new StorageUnavailableException("no hash chain could be opened", failure);
        }
    }

    private void Answer(PendingWrite write, Exception? failure)
    {
        queue.Finished(write);
        if (failure is null) write.Stored();
        else write.Failed(failure);
    }

    private static InconsistentStateException Conflict(PendingWrite write)
    {
        StorageTelemetry.Conflicts.Add(1);
        return new InconsistentStateException(
            $"{write.Table.Name}/{write.Key} was written by somebody else since it was read.",
            storedEtag: null, PostgresGrainStorage.ETag(write.Expected));
    }

    private static Exception Meaning(Exception failure) => failure switch
    {
        FencedException => new FencedException(),
        StorageUnavailableException => new StorageUnavailableException("no connection", failure.InnerException),
        _ => CommitFailures.Classify(failure) switch
        {
            CommitFailure.Fenced => new FencedException(),
            CommitFailure.Unavailable => new StorageUnavailableException($"the server answered {((PostgresException)failure).SqlState}"),
            CommitFailure.Refused or CommitFailure.Unknown => new CommitOutcomeUnknownException(failure),
            _ => throw new UnreachableException(),
        },
    };
}

internal static partial class StorageLog
{
    [LoggerMessage(1, LogLevel.Warning, "A commit of {Count} writes failed: {Meaning} ({Cause})")]
    public static partial void CommitFailed(ILogger logger, int count, string meaning, string cause);

    [LoggerMessage(2, LogLevel.Warning, "One write to {Table} was refused by the database: {SqlState}")]
    public static partial void WriteRefused(ILogger logger, string table, string sqlState);
}
