using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Audit;

/// <summary>
/// Signs where the hash chains stand, every 60 seconds or 1,000 events, into a file outside the database: whoever owns the
/// database can compute the chains anew, but cannot sign. Nodes of one data directory share the file.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="file">The file, which only grows.</param>
/// <param name="ring">Holds the signing key.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told when a checkpoint could not be written.</param>
public sealed class AuditCheckpoints(
    NpgsqlDataSource database, string file, KeyRing ring, TimeProvider time, ILogger<AuditCheckpoints> logger) : BackgroundService
{
    /// <summary>Longest time without a checkpoint while events come in.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    /// <summary>A checkpoint is written early once this many events are waiting for one.</summary>
    public const int MostEvents = 1_000;

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private readonly Dictionary<long, long> signed = [];
    private bool opened;
    private DateTimeOffset last;

    /// <summary>Signs what moved since the checkpoint before. False when nothing did.</summary>
    public async Task<bool> WriteAsync(CancellationToken cancellation = default)
    {
        if (!opened) Resume();
        var moved = (await HeadsAsync(cancellation)).Where(head => head.Seq > signed.GetValueOrDefault(head.Chain)).ToArray();
        last = time.GetUtcNow();
        if (moved.Length == 0) return false;
        CheckpointFile.Append(file, last, moved, ring.CheckpointKey);
        foreach (var head in moved) signed[head.Chain] = head.Seq;
        return true;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        last = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Glance, time, stoppingToken);
                if (time.GetUtcNow() - last >= Period || await WaitingAsync(stoppingToken) >= MostEvents) await WriteAsync(stoppingToken);
            }
            catch (Exception failure) when (IsExpected(failure))
            {
                AuditLog.CheckpointFailed(logger, failure.GetType().Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await WriteAsync(cancellationToken);
        }
        catch (Exception failure) when (IsExpected(failure) || failure is OperationCanceledException)
        {
            AuditLog.CheckpointFailed(logger, failure.GetType().Name);
        }
    }

    private static bool IsExpected(Exception failure) =>
        failure is NpgsqlException or TimeoutException or IOException or UnauthorizedAccessException;

    private void Resume()
    {
        if (File.Exists(file))
        {
            var faults = new AuditFaults();
            foreach (var head in CheckpointFile.Read(file, ring.CheckpointKey, faults).SelectMany(one => one.Heads))
                signed[head.Chain] = Math.Max(signed.GetValueOrDefault(head.Chain), head.Seq);
            if (faults.Count > 0) AuditLog.CheckpointFileDamaged(logger, faults.Count);
        }

        opened = true;
    }

    private async Task<List<CheckpointHead>> HeadsAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select chain, seq, head from event_chain where seq > 0 order by chain");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var heads = new List<CheckpointHead>();
        while (await reader.ReadAsync(cancellation))
            heads.Add(new CheckpointHead(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        return heads;
    }

    // Counts no further than it has to: the links beyond the signed ones, 40 bytes an event.
    private async Task<long> WaitingAsync(CancellationToken cancellation)
    {
        if (!opened) Resume();
        await using var command = database.CreateCommand(
            """
            select coalesce(sum(length(link.rows)), 0) / 40
            from event_chain as held
            left join unnest($1::bigint[], $2::bigint[]) as done (chain, seq) using (chain)
            cross join lateral (
                select rows from event_link where chain = held.chain and seq > coalesce(done.seq, 0) order by seq limit 1000) as link
            where held.seq > coalesce(done.seq, 0)
            """);
        command.Parameters.AddWithValue(signed.Keys.ToArray());
        command.Parameters.AddWithValue(signed.Values.ToArray());
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }
}

internal static partial class AuditLog
{
    [LoggerMessage(1, LogLevel.Error, "No audit checkpoint could be written: {Cause}")]
    public static partial void CheckpointFailed(ILogger logger, string cause);

    [LoggerMessage(2, LogLevel.Error, "The audit checkpoint file has {Count} damaged lines; verify the audit trail")]
    public static partial void CheckpointFileDamaged(ILogger logger, long count);
}
