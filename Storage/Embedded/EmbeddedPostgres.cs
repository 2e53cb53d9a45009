using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Siskop2mi.Storage.Embedded;

/// <summary>
/// A private PostgreSQL server of this clone. Programs with the same data directory share one server: the first starts
/// it, the last to leave stops it, and it also stops when that last one is killed. Dispose it after everything that
/// talks to the database.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private readonly PostgresHome _home;
    private readonly FileLock _use;
    private readonly PostgresKeeper _keeper;
    private readonly EmbeddedPostgresOptions _options;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _leaving = new();
    private Postmaster _server;
    private Task _watch = Task.CompletedTask;

    private EmbeddedPostgres(
        PostgresHome home, FileLock use, PostgresKeeper keeper, Postmaster server, EmbeddedPostgresOptions options, ILogger log)
    {
        (_home, _use, _keeper, _server, _options, _log) = (home, use, keeper, server, options, log);
        ConnectionString = ConnectionStringFor(options.Database);
    }

    /// <summary>Connects to the program's own database through the Unix socket. Holds the password: never log it.</summary>
    public string ConnectionString { get; }

    /// <summary>TCP port on 127.0.0.1. It may change from start to start.</summary>
    public int Port => _server.Port;

    /// <summary>Process id of the server's main process.</summary>
    public int ProcessId => _server.Process;

    /// <summary>Starts the server, or joins the one that runs, and makes the program's role and database when missing.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot run here; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, ILogger? log = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!OperatingSystem.IsLinux())
            throw new EmbeddedPostgresException("The private PostgreSQL runs on Linux only. Configure the connection string of a server.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.StartLimit);
        try
        {
            return await OpenAsync(options, log ?? NullLogger.Instance, limit.Token);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL did not start within {options.StartLimit.TotalSeconds:0} seconds. Its messages are under "
                + $"{Path.Combine(DataDirectory.Resolve(options.DataDirectory), "postgres")} (start.log and cluster/log).", error);
        }
    }

    /// <summary>A connection string of the program's role.</summary>
    /// <param name="database">Name of the database.</param>
    /// <param name="overTcp">By 127.0.0.1 instead of the socket, for tests that put something in between.</param>
    public string ConnectionStringFor(string database, bool overTcp = false) =>
        PostgresConnections.Build(_home, _server, PostgresCluster.ProgramRole, database, overTcp);

    /// <summary>Leaves the server; the last user stops it and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_leaving.IsCancellationRequested) return;
        await _leaving.CancelAsync();
        await _watch;
        _use.Dispose();
        using (var last = FileLock.TryHold(_home.UsersLock))
        {
            if (last is not null && Postmaster.Running(_home) is { } server)
            {
                using var limit = new CancellationTokenSource(StopLimit);
                await server.StopAsync(_home, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _keeper.Dispose();
        _leaving.Dispose();
    }

    private static async Task<EmbeddedPostgres> OpenAsync(EmbeddedPostgresOptions options, ILogger log, CancellationToken cancellation)
    {
        var data = DataDirectory.Resolve(options.DataDirectory);
        var home = await PostgresHome.OpenAsync(data, cancellation);

        // First the use, then the start: while a use is held no keeper of another program stops the server.
        var use = await FileLock.ShareAsync(home.UsersLock, cancellation);
        PostgresKeeper? keeper = null;
        try
        {
            keeper = PostgresKeeper.Start(home, options.RemoveWhenUnused ? data : null);
            var server = await PostgresStarter.RunAsync(home, options.StartLimit, keepPort: false, log, cancellation);
            using (await FileLock.HoldAsync(home.StartLock, cancellation))
                await PostgresConnections.PrepareAsync(home, server, options.Database, cancellation);
            var postgres = new EmbeddedPostgres(home, use, keeper, server, options, log);
            postgres._watch = postgres.WatchAsync();
            return postgres;
        }
        catch
        {
            use.Dispose();
            keeper?.Dispose();
            throw;
        }
    }

    // A server that was killed alone comes back under its users, at the same address.
    private async Task WatchAsync()
    {
        while (!_leaving.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, _leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_leaving.IsCancellationRequested || Postmaster.Running(_home) is not null) continue;
            try
            {
                Gone(_log, _server.Process);
                _server = await PostgresStarter.RunAsync(_home, _options.StartLimit, keepPort: true, _log, _leaving.Token);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                NotBack(_log, error);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "PostgreSQL (process {Process}) is gone; starting it again")]
    private static partial void Gone(ILogger log, int process);

    [LoggerMessage(LogLevel.Critical, "PostgreSQL did not come back; trying again")]
    private static partial void NotBack(ILogger log, Exception error);
}
