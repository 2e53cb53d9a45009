using System.Diagnostics;
using System.Text;

namespace Siskop2mi.Storage.Tests.Embedded;

/// <summary>Looks at processes of the machine as a test of the private server sees them.</summary>
internal static class ServerProcesses
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Alive and no zombie: a zombie has no command line.</summary>
    public static bool Lives(int process) => CommandLine(process).Length > 0;

    /// <summary>Waits until the process is gone.</summary>
    public static Task GoneAsync(int process) => UntilAsync(() => !Lives(process), $"process {process} did not end");

    /// <summary>The keepers of a data directory.</summary>
    public static IReadOnlyList<int> Keepers(string dataDirectory)
    {
        var home = Path.Combine(dataDirectory, "postgres");
        var real = new DirectoryInfo(home).LinkTarget ?? home;
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var process) ? process : 0)
            .Where(process => process > 0 && CommandLine(process) is var line
                && line.Contains("siskop2mi-postgres-keeper", StringComparison.Ordinal)
                && line.Contains(real + "/users.lock", StringComparison.Ordinal))];
    }

    /// <summary>kill -9 of a process this test knows.</summary>
    public static void Kill(int process)
    {
        using var victim = Process.GetProcessById(process);
        victim.Kill();
    }

    /// <summary>Waits for a condition that other processes bring about.</summary>
    public static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        for (var clock = Stopwatch.StartNew(); !condition();)
        {
            if (clock.Elapsed > Limit) throw new TimeoutException(otherwise);
            await Task.Delay(20);
        }
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline", Encoding.UTF8);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
