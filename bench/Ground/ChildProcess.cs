using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Siskop2mi.Bench.Ground;

/// <summary>A server under test: a process of its own on a free port, so that its processor time can be told apart.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly ChildKeeper keeper;
    private readonly StringBuilder errors = new();

    private ChildProcess(Process process, int port) => (this.process, keeper, Port) = (process, ChildKeeper.Of(process.Id), port);

    public int Id => process.Id;

    public int Port { get; }

    public IPEndPoint Address => new(IPAddress.Loopback, Port);

    /// <summary>Starts a program built beside this one, and waits until a page of it says 200.</summary>
    public static async Task<ChildProcess> Start(string project, string readyPage, Func<int, IEnumerable<string>> arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { ProgramOf(project) },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = "" },
        };
        foreach (var argument in arguments(port)) start.ArgumentList.Add(argument);
        var child = new ChildProcess(Process.Start(start)!, port);
        _ = child.process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        child.process.ErrorDataReceived += (_, line) => child.errors.AppendLine(line.Data);
        child.process.BeginErrorReadLine();
        await child.WaitFor(readyPage);
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        // The peer ends with its input, the product at the signal.
        process.StandardInput.Close();
        if (!process.HasExited) Signals.Terminate(process.Id);
        using var limit = new CancellationTokenSource(StopLimit);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited) process.Kill();
        keeper.Dispose();
        process.Dispose();
    }

    /// <summary>artifacts/bin/Bench/release and artifacts/bin/Other/release are made together.</summary>
    public static string ProgramOf(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"Siskop2mi.{project}.dll");
    }

    private async Task WaitFor(string page)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(page);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception early) when (early is HttpRequestException or TaskCanceledException)
            {
                // Not up yet.
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"The server did not start. It said:\n{errors}");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
