using System.Globalization;
using System.Text;

namespace Siskop2mi.Storage.Embedded;

/// <summary>The server's main process, as its <c>postmaster.pid</c> and <c>/proc</c> tell of it.</summary>
/// <param name="Process">Process id.</param>
/// <param name="Port">TCP port; also part of the socket's name.</param>
/// <param name="SocketFolder">Folder of the Unix socket.</param>
internal sealed record Postmaster(int Process, int Port, string SocketFolder)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The server of this home, or null when none runs. A <c>postmaster.pid</c> that survived a crash names a process
    /// that is gone or is somebody else's by now, so the name and the data directory of the process decide.
    /// </summary>
    public static Postmaster? Running(PostgresHome home)
    {
        try
        {
            // Lines: pid, data directory, start time, port, socket folder, listen address, shared memory, status.
            var lines = File.ReadAllLines(PidFile(home));
            return lines.Length >= 5 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process) && IsServerOf(home, process)
                ? new Postmaster(process, int.Parse(lines[3], CultureInfo.InvariantCulture), lines[4])
                : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>True when a process of the server lives without a main process: children of one that was killed.</summary>
    public static bool HasOrphans(PostgresHome home) =>
        Directory.EnumerateDirectories("/proc").Any(folder =>
            int.TryParse(Path.GetFileName(folder), out var process) && CommandLine(process).StartsWith(
                $"postgres: {home.ClusterName}: ", StringComparison.Ordinal));

    /// <summary>Removes a <c>postmaster.pid</c> whose number another process bears now; PostgreSQL itself would refuse to start.</summary>
    public static void RemoveStalePidFile(PostgresHome home)
    {
        if (Running(home) is null && !HasOrphans(home)) File.Delete(PidFile(home));
    }

    /// <summary>Starts the server and waits until it takes connections.</summary>
    /// <remarks>
    /// flock(1) holds a use of its own until pg_ctl is done. So when the program is killed right now its keeper waits for
    /// the server to be up and then stops it, instead of finding nothing yet and leaving it alone for ever.
    /// </remarks>
    public static async Task<CommandResult> StartAsync(
        PostgresHome home, PostgresBinaries binaries, TimeSpan limit, CancellationToken cancellation) =>
        await ChildCommand.RunAsync(home.Account.Run(
            "flock", "--shared", "--close", home.UsersLock, binaries.PgCtl, "start", "--silent", "--wait",
                $"--timeout={(int)Math.Ceiling(limit.TotalSeconds)}",
            "--pgdata", home.Cluster, "--log", home.StartLog), cancellation);

    /// <summary>Stops the server the fast way (open transactions are rolled back) and waits until it is gone.</summary>
    public async Task StopAsync(PostgresHome home, CancellationToken cancellation)
    {
        Posix.Kill(Process, Posix.Interrupt);
        while (IsServerOf(home, Process)) await Task.Delay(LookAgainAfter, cancellation);
    }

    private static string PidFile(PostgresHome home) => Path.Combine(home.Cluster, "postmaster.pid");

    // A zombie has an empty command line, so it does not count as running.
    private static bool IsServerOf(PostgresHome home, int process) =>
        CommandLine(process).Split('\0') is [var program, "-D", var data, ..]
        && Path.GetFileName(program) == "postgres" && data == home.Cluster;

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline", Encoding.UTF8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
