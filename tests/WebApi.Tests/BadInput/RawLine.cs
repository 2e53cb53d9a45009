using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>A connection on which anything can be sent, also what is no HTTP.</summary>
internal static class RawLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Sends bytes and reads what comes until the server closes, or until the answer is whole.</summary>
    public static async Task<Reply> Send(Uri server, byte[] request)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, limit.Token);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request, limit.Token);
        }
        catch (IOException)
        {
            // The server may answer and close before it has read everything.
        }

        return Read(await ReadToEnd(stream, limit.Token));
    }

    /// <summary>Reads an answer from its bytes.</summary>
    public static Reply Read(byte[] received)
    {
        var end = received.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.True(end > 0, $"No answer: {Encoding.Latin1.GetString(received)}");
        var head = Encoding.Latin1.GetString(received, 0, end).Split("\r\n");
        using var response = new HttpResponseMessage((HttpStatusCode)int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture));
        var body = received[(end + 4)..];
        var isChunked = head.Any(line => line.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase));
        response.Content = new ByteArrayContent(isChunked ? Unchunk(body) : body);
        foreach (var (name, value) in head.Skip(1).Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1])))
        {
            if (!response.Headers.TryAddWithoutValidation(name, value)) response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return new Reply(response, isChunked ? Unchunk(body) : body);
    }

    /// <summary>Everything until the server closes.</summary>
    public static async Task<byte[]> ReadToEnd(NetworkStream stream, CancellationToken cancellation)
    {
        using var received = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, cancellation) is > 0 and var read) received.Write(buffer, 0, read);
        }
        catch (IOException)
        {
            // Reset by the server: what came before counts.
        }

        return received.ToArray();
    }

    private static byte[] Unchunk(byte[] body)
    {
        using var whole = new MemoryStream();
        for (var at = 0; at < body.Length;)
        {
            var line = body.AsSpan(at).IndexOf("\r\n"u8);
            var length = int.Parse(Encoding.ASCII.GetString(body, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            whole.Write(body, at + line + 2, length);
            at += line + 2 + length + 2;
        }

        return whole.ToArray();
    }
}
