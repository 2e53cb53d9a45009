using System.Diagnostics;
using System.Text.Json;

namespace Siskop2mi.WebApi.Node;

/// <summary>
/// The stand-ins for the outside (registers, mail, text messages) as a child process, for Development. It ends by itself when
/// this process does, however that ends, because its standard input closes.
/// </summary>
internal sealed class SimulatorProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private SimulatorProcess(Process process, Uri http, string smtp)
    {
        (this.process, Http) = (process, http);
        var (host, port) = (smtp.Split(':')[0], smtp.Split(':')[1]);
        Settings = new Dictionary<string, string?>
        {
            ["CivilRegistry:BaseAddress"] = http.ToString(),
            ["StrRegister:BaseAddress"] = http.ToString(),
            ["SmsGateway:BaseAddress"] = http.ToString(),
            ["Mail:Host"] = host,
            ["Mail:Port"] = port,
        };
    }

    /// <summary>The sections of the configuration that name an outside system.</summary>
    public static IReadOnlyList<string> StandsInFor { get; } = ["CivilRegistry", "StrRegister", "SmsGateway", "Mail"];

    /// <summary>Where everything but the mail server answers.</summary>
    public Uri Http { get; }

    /// <summary>The configuration that leads a node to the simulators.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Starts the simulators that were built beside this program.</summary>
    public static async Task<SimulatorProcess> Start(string dataDirectory)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "simulators", "Siskop2mi.Simulators.dll");
        var start = new ProcessStartInfo(DotnetHost())
        {
            ArgumentList = { program, "--mail-directory", Path.Combine(dataDirectory, "mail"), "--exit-with-parent" },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // The parent's address and environment are not the child's.
            Environment = { ["ASPNETCORE_URLS"] = "", ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The simulators did not start.");
        using var limit = new CancellationTokenSource(StartLimit);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.StartsWith('{')) continue;
            var ready = JsonSerializer.Deserialize<Ready>(line, JsonSerializerOptions.Web)!;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new SimulatorProcess(process, new Uri(ready.Http), ready.Smtp);
        }

        throw new InvalidOperationException($"The simulators ended before they were ready (exit code {process.ExitCode}).");
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5))) process.Kill();
        process.Dispose();
    }

    // The host this process runs on, by its full path where that is known: a bare name is looked for in the current folder first.
    private static string DotnetHost() =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";

    private sealed record Ready(string Http, string Smtp);
}
