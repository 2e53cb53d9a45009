using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Siskop2mi.Faults.Tests;

/// <summary>The real program as a process of its own, on a free port, in a data directory of the test's.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => this.process = process;

    public HttpClient Http { get; private set; } = new();

    public int Id => process.Id;

    /// <summary>How the program ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Everything the program has said so far.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>As a developer starts it, with demo and simulators; comes back when it listens.</summary>
    public static async Task<ServerProcess> Start(string dataDirectory, params string[] more)
    {
        var server = Begin("Development", dataDirectory, ["--port", "0", .. more]);
        try
        {
            server.Http = HttpTo(await server.address.Task.WaitAsync(StartLimit));
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"The server did not start. It said:\n{server.Output}");
        }

        return server;
    }

    /// <summary>
    /// As on a machine that serves people, on a port of the caller's, so that clients find its successor there. Comes back at once:
    /// see <see cref="WaitFor"/>.
    /// </summary>
    public static ServerProcess StartOn(int port, string dataDirectory, params string[] more)
    {
        var server = Begin("Production", dataDirectory, ["--port", $"{port}", .. more]);
        server.Http = HttpTo($"http://127.0.0.1:{port}");
        return server;
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static ServerProcess Begin(string environment, string dataDirectory, IEnumerable<string> more)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Program(), "--Node:DataDirectory", dataDirectory },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment },
        };
        foreach (var argument in more) start.ArgumentList.Add(argument);
        var server = new ServerProcess(Process.Start(start)!);
        server.Listen();
        return server;
    }

    private static HttpClient HttpTo(string address) => new() { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(40) };

    /// <summary>Waits until the health page says so, and tells how long that took.</summary>
    public async Task<TimeSpan> WaitFor(string role, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < limit)
        {
            try
            {
                using var response = await Http.GetAsync("/health/ready");
                if ((await response.Content.ReadAsStringAsync()).Contains(role, StringComparison.Ordinal)) return watch.Elapsed;
            }
            catch (HttpRequestException)
            {
                // Not up yet, or just gone: asking again is the point.
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"The node was not {role} within {limit}. It said:\n{Output}");
    }

    /// <summary>Asks it to stop, as an operator does.</summary>
    public void Stop() => Signal(process.Id, 15);

    public void Kill() => Signal(process.Id, 9);

    public void Pause() => Signal(process.Id, 19);

    public void Continue() => Signal(process.Id, 18);

    public Task WhenGone() => process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            Continue();
            Signal(process.Id, 15);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited) Kill();
        }

        process.Dispose();
    }

    public static void Signal(int processId, int signal)
    {
        if (kill(processId, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} to process {processId} failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private void Listen()
    {
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _ = Ended(process.ExitCode);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    // Its last words may still be in the pipe when it is gone. A child that lives on keeps the pipe open, so not for ever.
    private async Task Ended(int code)
    {
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(5)));
        address.TrySetException(new InvalidOperationException($"The server ended with code {code}:\n{Output}"));
    }

    private void Heard(string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
        if (Listens().Match(line) is { Success: true } match) address.TrySetResult(match.Groups[1].Value);
    }

    public static string Program()
    {
        // tests and program are built together: artifacts/bin/Faults.Tests/debug -> artifacts/bin/WebApi/debug
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(own.Parent!.Parent!.FullName, "WebApi", own.Name, "Siskop2mi.WebApi.dll");
    }

    [GeneratedRegex(@"^Siskop2mi listens on (http://\S+)")]
    private static partial Regex Listens();

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int processId, int signal);
}
