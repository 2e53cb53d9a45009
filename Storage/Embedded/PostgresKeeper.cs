using System.Diagnostics;

namespace Siskop2mi.Storage.Embedded;

/// <summary>
/// A small shell process that outlives the program, whatever kills it, and then stops the server unless another program
/// still uses it. It learns of the end of the program by the end of a pipe that only the program holds.
/// </summary>
internal sealed class PostgresKeeper : IDisposable
{
    // $1 lock of the users, $2 the cluster, $3 folder to remove at the end or nothing, $4 the home, $5 the folder of the socket.
    // Its own session keeps Ctrl+C at the terminal from reaching it; closed outputs let a pipe behind the program end.
    // The wait is bounded because every program that goes leaves a keeper, and each living user has one of its own.
    private const string Script = """
        exec >/dev/null 2>&1
        trap '' HUP INT TERM
        while read -r _; do :; done
        exec 9<"$1" || exit 0
        flock -x -w 600 9 || exit 0
        runs() {
          [ -n "$pid" ] && tr '\0' '\n' <"/proc/$pid/cmdline" | sed -n 3p | grep -qxF -e "$2"
        }
        pid=$(sed -n 1p "$2/postmaster.pid")
        if runs "$@"; then
          kill -INT "$pid"
          while runs "$@"; do sleep 0.1; done
        fi
        [ -z "$3" ] || rm -rf -- "$4" "$5" "$3"
        """;

    private readonly Lock gate = new();
    private readonly string[] command;
    private Process? process;

    private PostgresKeeper(PostgresHome home, string? remove) =>
        command = ["setsid", "sh", "-c", Script, "siskop2mi-postgres-keeper", home.UsersLock, home.Cluster, remove
            ?? "", home.Folder, home.SocketFolder];

    /// <summary>Starts the keeper of this program.</summary>
    /// <param name="home">What it keeps.</param>
    /// <param name="remove">Folder to remove, with the home, after the server has stopped; null to leave everything.</param>
    public static PostgresKeeper Start(PostgresHome home, string? remove)
    {
        var keeper = new PostgresKeeper(home, remove);
        keeper.Launch();
        return keeper;
    }

    /// <summary>Tells the keeper that the program has left.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            process?.StandardInput.Close();
            process?.Dispose();
            process = null;
        }
    }

    private void Launch()
    {
        var process = ChildCommand.Start(command, info => { });
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => Relaunch(process);
        this.process = process;
    }

    // The keeper ends before the program only when somebody kills it. The server must not lose it.
    private void Relaunch(Process ended)
    {
        lock (gate)
        {
            if (process != ended) return;
            ended.Dispose();
            Launch();
        }
    }
}
