using System.Diagnostics;

namespace Siskop2mi.Bench.Ground;

/// <summary>
/// Ends a server when the bench that started it is gone, whatever ended the bench: who breaks a run off must find no servers left
/// behind. A small shell process that learns of it by the end of a pipe which only the bench holds.
/// </summary>
internal sealed class ChildKeeper : IDisposable
{
    private const string Done = "done";

    // Its own session keeps Ctrl+C at the terminal from reaching it.
    private const string Script = $$"""
        exec >/dev/null 2>&1
        trap '' HUP INT TERM
        while read -r word; do [ "$word" = {{Done}} ] && exit 0; done
        kill -TERM "$1"
        """;

    private readonly Process process;

    private ChildKeeper(Process process) => this.process = process;

    /// <summary>Starts the keeper of a process.</summary>
    public static ChildKeeper Of(int processId)
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true };
        foreach (var argument in new[] { "sh", "-c", Script, "siskop2mi-bench-keeper", $"{processId}" }) start.ArgumentList.Add(argument);
        return new ChildKeeper(Process.Start(start)!);
    }

    /// <summary>The server has ended: there is nothing more to end.</summary>
    public void Dispose()
    {
        process.StandardInput.WriteLine(Done);
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
