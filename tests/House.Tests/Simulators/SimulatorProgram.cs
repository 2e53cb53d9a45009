using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Siskop2mi.House.Tests.Simulators;

/// <summary>The built simulators, started as a program of their own on free ports.</summary>
public sealed class SimulatorProgram : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo mails = Directory.CreateTempSubdirectory("siskop2mi-mail-");
    private Process process = null!;

    /// <summary>Client of the HTTP simulators.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Where the mail sink listens.</summary>
    public IPEndPoint Smtp { get; private set; } = null!;

    /// <summary>Where the mail sink keeps mails.</summary>
    public string MailDirectory => mails.FullName;

    public async Task InitializeAsync()
    {
        process = Start("--mail-directory", MailDirectory, "--exit-with-parent");
        var ready = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (ready is null) throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        var addresses = JsonDocument.Parse(ready).RootElement;
        Http = new HttpClient { BaseAddress = new Uri(addresses.GetProperty("http").GetString()!) };
        Smtp = IPEndPoint.Parse(addresses.GetProperty("smtp").GetString()!);
    }

    public async Task DisposeAsync()
    {
        await Stop();
        mails.Delete(recursive: true);
    }

    /// <summary>Stops by ending its standard input and starts another on the same mail directory.</summary>
    public async Task Restart()
    {
        await Stop();
        await InitializeAsync();
    }

    /// <summary>Starts the program; the caller ends it.</summary>
    public static Process Start(params string[] arguments)
    {
        // artifacts/bin/House.Tests/debug -> artifacts/bin/Simulators/debug
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Simulators", here.Name, "Siskop2mi.Simulators.dll");
        return Process.Start(new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private async Task Stop()
    {
        Http.Dispose();
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }

        process.Dispose();
    }
}
