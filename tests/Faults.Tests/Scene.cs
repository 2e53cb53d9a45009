using System.Diagnostics;
using System.Net;

namespace Siskop2mi.Faults.Tests;

/// <summary>A data directory of its own, and what tests do with it.</summary>
internal sealed class Scene : IDisposable
{
    public Scene()
    {
        // Open to the user that PostgreSQL runs as when the tests run as root; else the cluster would be kept elsewhere.
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("Signals and the embedded server need Linux.");
        File.SetUnixFileMode(DataDirectory, File.GetUnixFileMode(DataDirectory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("siskop2mi-faults-").FullName;

    /// <summary>Process id of PostgreSQL's main process, as it writes it down itself.</summary>
    public int Postmaster() => int.Parse(
        File.ReadLines(Directory.EnumerateFiles(Path.Combine(DataDirectory, "postgres"), "postmaster.pid", SearchOption.AllDirectories)
            .Single()).First(),
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Runs <c>verify-audit</c> and gives what it says; fails when the trail is not clean.</summary>
    public async Task<string> VerifyAudit()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { ServerProcess.Program(), "verify-audit", "--Node:DataDirectory", DataDirectory },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var words = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, words);
        return words;
    }

    /// <summary>Every acknowledged registration is there.</summary>
    public static async Task Holds(HttpClient http, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            using var response = await http.GetAsync($"/api/v1/registrations/{id}");
            Assert.True(response.StatusCode is HttpStatusCode.OK, $"Acknowledged registration {id} is gone: {(int)response.StatusCode}");
        }
    }

    public void Dispose() => Directory.Delete(DataDirectory, recursive: true);
}
