using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Siskop2mi.Bench.Load;

/// <summary>
/// One keep-alive connection that sends a request and reads its answer. Knows only what the servers measured here do: status,
/// Content-Length, chunked bodies. HttpClient would cost more than the server that is measured.
/// </summary>
/// <param name="server">Where to.</param>
/// <param name="sendBuffer">Bytes that the system takes ahead of the link; null leaves it to the system.</param>
internal sealed class HttpLine(IPEndPoint server, int? sendBuffer = null) : IDisposable
{
    private Socket? socket;
    private byte[] buffer = new byte[8 * 1024];
    private int filled;
    private int bodyStart;
    private int bodyLength;

    /// <summary>The body of the last answer; chunk marks are left in.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(bodyStart, bodyLength);

    /// <summary>Sends and gives the status of the answer.</summary>
    /// <exception cref="IOException">The connection broke, or the watch cut it.</exception>
    public ValueTask<int> Send(ReadOnlyMemory<byte> request) => Send(request, default);

    /// <summary>The same with the rest of the request in another place, where many may share it.</summary>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> rest)
    {
        try
        {
            var line = socket ??= await Open();
            await SendAll(line, request);
            await SendAll(line, rest);
            return await Receive(line);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or IOException)
        {
            Cut();
            throw new IOException("The connection broke.", failure);
        }
    }

    /// <summary>Sends and hangs up without reading the answer, as a phone does that loses its link.</summary>
    public async ValueTask SendAndHangUp(ReadOnlyMemory<byte> request)
    {
        try
        {
            var line = socket ??= await Open();
            await line.SendAsync(request, SocketFlags.None);
        }
        catch (SocketException)
        {
            // Cut before it was sent: as good as cut after.
        }

        Cut();
    }

    /// <summary>Breaks the connection; whoever waits on it gets an <see cref="IOException"/>.</summary>
    public void Cut() => Interlocked.Exchange(ref socket, null)?.Dispose();

    public void Dispose() => Cut();

    private static async ValueTask SendAll(Socket line, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await line.SendAsync(bytes, SocketFlags.None)..];
    }

    private async ValueTask<Socket> Open()
    {
        filled = 0;
        var line = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (sendBuffer is { } bytes) line.SendBufferSize = bytes;
        await line.ConnectAsync(server);
        return line;
    }

    private async ValueTask<int> Receive(Socket line)
    {
        filled = 0;
        var headEnd = -1;
        while (headEnd < 0)
        {
            await Fill(line);
            headEnd = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }

        if (!Utf8Parser.TryParse(buffer.AsSpan("HTTP/1.1 ".Length, 3), out int status, out _))
            throw new IOException("The answer is not HTTP.");
        bodyStart = headEnd + 4;
        if (LengthOf(buffer.AsSpan(0, headEnd)) is { } length)
        {
            while (filled < bodyStart + length) await Fill(line);
            bodyLength = length;
        }
        else
        {
            while (!buffer.AsSpan(bodyStart, filled - bodyStart).EndsWith("0\r\n\r\n"u8)) await Fill(line);
            bodyLength = filled - bodyStart;
        }

        return status;
    }

    private async ValueTask Fill(Socket line)
    {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await line.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
        if (read == 0) throw new IOException("The server hung up.");
        filled += read;
    }

    // Null: chunked.
    private static int? LengthOf(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        var at = text.IndexOf("\r\nContent-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return text.Contains("\r\nTransfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase) ? null : 0;
        return Utf8Parser.TryParse(head[(at + "\r\nContent-Length: ".Length)..], out int length, out _) ? length : 0;
    }
}
