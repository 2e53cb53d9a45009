using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Siskop2mi.RehearseRush.Rehearsals;

/// <summary>The program of the service as a second process, on a port of its own that only this machine reaches.</summary>
internal sealed class RehearsalServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    // A letter or a text message to a made-up person could reach a real one: nothing listens here, whatever is configured.
    private const string Nowhere = "127.0.0.1";
    private const string Discard = "9";
    private static readonly string[] CutOff =
    [
        "--Mail:Host", Nowhere, "--Mail:Port", Discard, "--SmsGateway:BaseAddress", $"http://{Nowhere}:{Discard}",
        "--CivilRegistry:BaseAddress", $"http://{Nowhere}:{Discard}", "--StrRegister:BaseAddress", $"http://{Nowhere}:{Discard}",
    ];

    private readonly Process process;
    private readonly StringBuilder output = new();

    private RehearsalServer(Process process, int port) => (this.process, Address) = (process, new IPEndPoint(IPAddress.Loopback, port));

    public IPEndPoint Address { get; }

    public static async Task<RehearsalServer> Start(string? program, string folder, string connection)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { program ?? Beside(), "--port", $"{port}", "--Node:DataDirectory", folder },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The connection holds a password: command lines can be read by everybody here.
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Node__ConnectionString"] = connection },
        };
        foreach (var argument in CutOff) start.ArgumentList.Add(argument);
        start.Environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        var server = new RehearsalServer(Process.Start(start)!, port);
        server.process.OutputDataReceived += (_, line) => server.Heard(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Heard(line.Data);
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        await server.WaitUntilActive();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) _ = kill(process.Id, 15);
        using var limit = new CancellationTokenSource(StopLimit);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private async Task WaitUntilActive()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Address}"), Timeout = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit && !process.HasExited)
        {
            try
            {
                if ((await http.GetStringAsync("/health/ready")).Contains("active", StringComparison.Ordinal)) return;
            }
            catch (Exception early) when (early is HttpRequestException or TaskCanceledException)
            {
                // Not up yet.
            }

            await Task.Delay(50);
        }

        throw new RehearsalException($"The server of the rehearsal did not start. It said:\n{output}");
    }

    private void Heard(string? line)
    {
        lock (output)
        {
            // What it says when it starts is enough to tell why it did not.
            if (output.Length < 20_000) output.AppendLine(line);
        }
    }

    // Built together: artifacts/bin/RehearseRush/release and artifacts/bin/WebApi/release.
    private static string Beside()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(own.Parent!.Parent!.FullName, "WebApi", own.Name, "Siskop2mi.WebApi.dll");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int processId, int signal);
}

/// <summary>The rehearsal cannot be held; the message says why.</summary>
internal sealed class RehearsalException(string message) : Exception(message);
