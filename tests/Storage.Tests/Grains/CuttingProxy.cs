using System.Net;
using System.Net.Sockets;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>Stands between the store and the server and cuts the line at the moment a test chooses.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string host;
    private readonly int port;
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private volatile Cut cut;

    public CuttingProxy(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public enum Cut
    {
        Nowhere = 0,

        /// <summary>The next request never reaches the server.</summary>
        BeforeTheRequest = 1,

        /// <summary>The next request is carried out, its answer never comes back.</summary>
        BeforeTheAnswer = 2,
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Cuts one line, once.</summary>
    public void CutNext(Cut where) => cut = where;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true) lines.Add(CarryAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        using (var server = host.StartsWith('/') ? null : new TcpClient())
        using (var socket = server?.Client ?? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            if (host.StartsWith('/')) await socket.ConnectAsync(new UnixDomainSocketEndPoint($"{host}/.s.PGSQL.{port}"));
            else await socket.ConnectAsync(host, port);
            await using var upstream = new NetworkStream(socket);
            await using var downstream = client.GetStream();
            using var line = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            var both = new[] { PumpAsync(downstream, upstream, requests: true, line), PumpAsync(
                upstream, downstream, requests: false, line) };
            await Task.WhenAny(both);
            await line.CancelAsync();
            client.Client.Close(0);
            await Task.WhenAll(both);
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool requests, CancellationTokenSource line)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = await from.ReadAsync(buffer, line.Token)) > 0;)
            {
                if (requests && Fires(Cut.BeforeTheRequest)) return;
                if (!requests && cut == Cut.BeforeTheAnswer)
                {
                    // ReadyForQuery, outside a transaction, ends the answer: only then is the commit certain.
                    if (buffer.AsSpan(0, count).EndsWith("Z\0\0\0\u0005I"u8) && Fires(Cut.BeforeTheAnswer)) return;
                    continue;
                }

                await to.WriteAsync(buffer.AsMemory(0, count), line.Token);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private bool Fires(Cut where)
    {
        if (cut != where) return false;
        cut = Cut.Nowhere;
        return true;
    }
}
