using System.Diagnostics;
using System.Globalization;

namespace Siskop2mi.Storage.Tests.Embedded;

/// <summary>A program of its own that uses the private server of a data directory, so that a test can kill it.</summary>
internal sealed class Probe : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Process process;

    private Probe(Process process, int server, long rows) => (this.process, Server, Rows) = (process, server, rows);

    /// <summary>Process id of the server it uses.</summary>
    public int Server { get; }

    /// <summary>Committed rows it found.</summary>
    public long Rows { get; }

    public int Id => process.Id;

    /// <summary>Starts a program and waits until it can use the database.</summary>
    public static async Task<Probe> StartAsync(string dataDirectory)
    {
        var process = Launch(dataDirectory);
        var words = (await AnswerAsync(process)).Split(' ');
        return words[0] == "up"
            ? new Probe(process, int.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The probe says: {string.Join(' ', words)}");
    }

    /// <summary>Starts a program without waiting for it.</summary>
    public static Process Launch(string dataDirectory)
    {
        // The probe is built beside the tests: artifacts/bin/<project>/<configuration>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var dll = Path.Combine(here.Parent!.Parent!.FullName, "EmbeddedPostgresProbe", here.Name, "Siskop2mi.EmbeddedPostgresProbe.dll");
        var info = new ProcessStartInfo("dotnet", ["exec", dll, dataDirectory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(info)!;
    }

    /// <summary>Commits a row; the number of rows after it.</summary>
    public async Task<long> AddAsync()
    {
        await process.StandardInput.WriteLineAsync("add");
        return long.Parse((await AnswerAsync(process))["added ".Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Leaves in good order.</summary>
    public async Task LeaveAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Limit);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Limit);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static async Task<string> AnswerAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(Limit)
        ?? throw new InvalidOperationException($"The probe ended: {await process.StandardError.ReadToEndAsync()}");
}
