using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>
/// Speaks clamd's INSTREAM over a real socket, and knows one signature. What a file brings is read to its end, piece by piece,
/// as clamd does.
/// </summary>
internal sealed class ClamdStandIn : IDisposable
{
    /// <summary>The one thing it finds.</summary>
    public const string Harmful = "zz-harmful-by-agreement-zz";

    private readonly Socket listener;
    private readonly CancellationTokenSource stop = new();

    public ClamdStandIn(EndPoint? place = null)
    {
        listener = place is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(place ?? new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(64);
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Set to answer this whatever comes; "" closes without a word, null decides by what comes.</summary>
    public string? FixedReply { get; set; }

    /// <summary>Whether it never answers.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Most bytes it takes of a file.</summary>
    public int MaxBytes { get; set; } = int.MaxValue;

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Answer(await listener.AcceptAsync(stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Answer(Socket socket)
    {
        using (socket)
        {
            await using var stream = new NetworkStream(socket);
            try
            {
                var reply = await Read(stream);
                if (IsSilent) await Task.Delay(Timeout.Infinite, stop.Token);
                if (reply.Length > 0) await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\0"), stop.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The caller has hung up.
            }
        }
    }

    private async Task<string> Read(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command, stop.Token);
        if (!command.AsSpan().SequenceEqual("zINSTREAM\0"u8)) return "UNKNOWN COMMAND";
        using var file = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, stop.Token);
            var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (piece.Length == 0) break;
            await stream.ReadExactlyAsync(piece, stop.Token);
            file.Write(piece);
            if (file.Length > MaxBytes) return "INSTREAM size limit exceeded. ERROR";
        }

        return FixedReply ?? (file.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(Harmful)) >= 0
            ? "stream: Agreed.Test-Signature FOUND" : "stream: OK");
    }
}
