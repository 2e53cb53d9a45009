using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;
using Siskop2mi.Storage.Files;

namespace Siskop2mi.Storage.Embedded;

/// <summary>Gets a private server to run, or joins the one that does.</summary>
internal static partial class PostgresStarter
{
    // After kill -9 of everything the killed server's children need a moment to notice and let go of its memory.
    private const int Attempts = 40;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(250);

    /// <summary>Joins the server of this home or starts it. One program at a time does this.</summary>
    /// <param name="home">Where it lives.</param>
    /// <param name="limit">Longest wait for one start, recovery included.</param>
    /// <param name="keepPort">Insist on the port of the last start, because connection strings with it are in use.</param>
    /// <param name="log">Told what happened.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Postmaster> RunAsync(
        PostgresHome home, TimeSpan limit, bool keepPort, ILogger log, CancellationToken cancellation)
    {
        using var alone = await FileLock.HoldAsync(home.StartLock, cancellation);
        if (await JoinAsync(home, cancellation) is { } running)
        {
            Joined(log, running.Process, running.Port);
            return running;
        }

        var version = PostgresCluster.VersionOf(home);
        var binaries = await PostgresBinaries.FindAsync(version, cancellation);
        if (version is null) await PostgresCluster.CreateAsync(home, binaries, cancellation);

        CommandResult? result = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0) await Task.Delay(BetweenAttempts, cancellation);
            if (Postmaster.HasOrphans(home)) continue;
            Postmaster.RemoveStalePidFile(home);
            PostgresCluster.Configure(home, Port(home, keepPort));
            File.Delete(home.StartLog);
            result = await Postmaster.StartAsync(home, binaries, limit, cancellation);
            if (await JoinAsync(home, cancellation) is not { } started) continue;
            Started(log, binaries.Major, started.Process, started.Port, home.Folder);
            return started;
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL does not start. {result?.Output ?? "Processes of a killed server do not end."} {Tail(home.StartLog)}");
    }

    // Joining waits for a server that is still recovering, and sees one that is stopping to its end.
    private static async Task<Postmaster?> JoinAsync(PostgresHome home, CancellationToken cancellation)
    {
        while (Postmaster.Running(home) is { } server)
        {
            try
            {
                await using var connection = new NpgsqlConnection(
                    PostgresConnections.Build(home, server, PostgresCluster.Superuser, "postgres") + ";Pooling=false");
                await connection.OpenAsync(cancellation);
                return server;
            }
            catch (NpgsqlException error) when (error is not PostgresException { SqlState: PostgresErrorCodes.InvalidPassword })
            {
                await Task.Delay(BetweenAttempts, cancellation);
            }
        }

        return null;
    }

    private static int Port(PostgresHome home, bool keep)
    {
        var last = PostgresCluster.LastPort(home);
        return last is { } port && (keep || IsFree(port)) ? port : FreePort();
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Between here and the start somebody else may take the port; then the next attempt asks for another.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Tail(string file) => File.Exists(file) ? string.Join(Environment.NewLine, File.ReadLines(file).TakeLast(10)) : "";

    [LoggerMessage(LogLevel.Information, "Joined PostgreSQL (process {Process}, port {Port})")]
    private static partial void Joined(ILogger log, int process, int port);

    [LoggerMessage(LogLevel.Information, "Started PostgreSQL {Major} (process {Process}, port {Port}) in {Folder}")]
    private static partial void Started(ILogger log, int major, int process, int port, string folder);
}
