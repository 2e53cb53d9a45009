using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Siskop2mi.Storage.Files;

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

    private readonly PostgresHome home;
    private readonly FileLock use;
    private readonly PostgresKeeper keeper;
    private readonly EmbeddedPostgresOptions options;
    private readonly ILogger log;
    private readonly CancellationTokenSource leaving = new();
    private Postmaster server;
    private Task watch = Task.CompletedTask;

    private EmbeddedPostgres(
        PostgresHome home, FileLock use, PostgresKeeper keeper, Postmaster server, EmbeddedPostgresOptions options, ILogger log)
    {
        (this.home, this.use, this.keeper, this.server, this.options, this.log) = (home, use, keeper, server, options, log);
        ConnectionString = ConnectionStringFor(options.Database);
    }

    /// <summary>Connects to the program's own database through the Unix socket. Holds the password: never log it.</summary>
    public string ConnectionString { get; }

    /// <summary>Connects as the one who may do everything to the server. The program itself never does.</summary>
    internal string ConnectionStringOfSuperuser =>
        PostgresConnections.Build(home, server, PostgresCluster.Superuser, "postgres");

    /// <summary>TCP port on 127.0.0.1. It may change from start to start.</summary>
    public int Port => server.Port;

    /// <summary>Process id of the server's main process.</summary>
    public int ProcessId => server.Process;

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
        PostgresConnections.Build(home, server, PostgresCluster.ProgramRole, database, overTcp);

    /// <summary>Leaves the server; the last user stops it and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        if (leaving.IsCancellationRequested) return;
        await leaving.CancelAsync();
        await watch;
        use.Dispose();
        using (var last = FileLock.TryHold(home.UsersLock))
        {
            if (last is not null && Postmaster.Running(home) is { } server)
            {
                using var limit = new CancellationTokenSource(StopLimit);
                await server.StopAsync(home, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        keeper.Dispose();
        leaving.Dispose();
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
            postgres.watch = postgres.WatchAsync();
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
        while (!leaving.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (leaving.IsCancellationRequested || Postmaster.Running(home) is not null) continue;
            try
            {
                Gone(log, server.Process);
                server = await PostgresStarter.RunAsync(home, options.StartLimit, keepPort: true, log, leaving.Token);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                NotBack(log, error);
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
