using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Siskop2mi.Storage.Leases;

/// <summary>
/// Lets one node of a database be active while the others stand by. Each change of holder brings a higher epoch; every
/// commit shows its epoch to the database (<c>require_epoch</c>), so a node that slept through its replacement cannot write.
/// </summary>
public sealed partial class NodeLease : IAsyncDisposable
{
    private readonly NodeLeaseOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly NpgsqlDataSource database;
    private readonly LeaseRow row;
    private volatile Term? current;

    /// <summary>Makes the lease of a node; nothing happens before <see cref="RunAsync"/>.</summary>
    public NodeLease(string connectionString, NodeLeaseOptions options, ILogger<NodeLease>? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, time, this.log) = (options, options.Time, log ?? (ILogger)NullLogger.Instance);
        // Connections of its own: a renewal must not queue behind the requests that it keeps alive.
        database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "siskop2mi lease",
            MaxPoolSize = 3,
            Timeout = (int)Math.Ceiling(options.Ttl.TotalSeconds),
        });
        row = new LeaseRow(database, options);
    }

    /// <summary>
    /// The epoch this node may write with, or null while it stands by. It turns null by the local clock before the lease
    /// ends in the database, also in a process that was stopped and goes on: ask for it right before each commit.
    /// </summary>
    public long? Epoch => current is { } term && Remaining(term) > TimeSpan.Zero ? term.Epoch : null;

    /// <summary>True while this node is the active one.</summary>
    public bool IsActive => Epoch is not null;

    /// <summary>
    /// Stands by until the lease is free, runs <paramref name="whileActive"/> under it, and stands by again when it was lost.
    /// </summary>
    /// <param name="whileActive">
    /// The node's work, with its epoch and a token that fires when the lease is lost: then stop at once and return. On a
    /// graceful stop finish what is under way and return; the lease is renewed until then and given back after it, so the
    /// next node takes over at once. What it throws ends the run.
    /// </param>
    /// <param name="stop">Ends standing by. The work has to watch it too.</param>
    public async Task RunAsync(Func<long, CancellationToken, Task> whileActive, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(whileActive);
        while (await TakeAsync(stop) is { } term)
        {
            current = term;
            Acquired(log, options.Node, term.Epoch);
            using var lost = new CancellationTokenSource();
            var work = WorkAsync(whileActive, term.Epoch, lost.Token);
            if (!await RenewUntilAsync(work, term.Epoch))
            {
                current = null;
                Lost(log, options.Node, term.Epoch);
                await lost.CancelAsync();
            }

            try
            {
                await work;
            }
            finally
            {
                if (Epoch is not null) await GiveBackAsync(term.Epoch);
                current = null;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => database.DisposeAsync();

    // Off this loop, so that work which starts slowly does not keep the lease from being renewed.
    private static Task WorkAsync(Func<long, CancellationToken, Task> work, long epoch, CancellationToken lost) => Task.Run(async () =>
    {
        try
        {
            await work(epoch, lost);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
        }
    }, CancellationToken.None);

    private async Task<Term?> TakeAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await row.IsFreeAsync(stop))
                {
                    var asked = time.GetTimestamp();
                    if (await row.TryTakeAsync(stop) is { } epoch && new Term(epoch, asked) is var term && Remaining(term) > TimeSpan.Zero)
                        return term;
                }
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                Unreachable(log, error.Message);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            await Task.Delay(options.LookEvery, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    /// <summary>Renews until the work ends (true) or the lease is lost (false).</summary>
    private async Task<bool> RenewUntilAsync(Task work, long epoch)
    {
        while (true)
        {
            await Task.WhenAny(work, Task.Delay(options.RenewEvery, time));
            if (work.IsCompleted) return true;
            if (current is not { } term || Remaining(term) is var left && left <= TimeSpan.Zero) return false;
            var asked = time.GetTimestamp();
            try
            {
                // The answer may never come; the end of the lease does.
                if (!await row.TryRenewAsync(epoch, CancellationToken.None).WaitAsync(left, time)) return false;
                current = new Term(epoch, asked);
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                Unreachable(log, error.Message);
            }
        }
    }

    private async Task GiveBackAsync(long epoch)
    {
        try
        {
            await row.ReleaseAsync(epoch, CancellationToken.None).WaitAsync(options.Ttl, time);
            Released(log, options.Node, epoch);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            Unreachable(log, error.Message);
        }
    }

    private TimeSpan Remaining(Term term) => options.Ttl - options.Margin - time.GetElapsedTime(term.Asked);

    // Counted from before the question, so the lease never ends in the database earlier than here.
    private sealed record Term(long Epoch, long Asked);

    [LoggerMessage(LogLevel.Information, "{Node} is the active node, epoch {Epoch}")]
    private static partial void Acquired(ILogger log, string node, long epoch);

    [LoggerMessage(LogLevel.Warning, "{Node} lost the lease of epoch {Epoch} and stands by")]
    private static partial void Lost(ILogger log, string node, long epoch);

    [LoggerMessage(LogLevel.Information, "{Node} gave back the lease of epoch {Epoch}")]
    private static partial void Released(ILogger log, string node, long epoch);

    [LoggerMessage(LogLevel.Warning, "The lease cannot be read or renewed: {Reason}")]
    private static partial void Unreachable(ILogger log, string reason);
}
