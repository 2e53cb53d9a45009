using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Siskop2mi.WebApi.Documents.Scanning;

/// <summary>
/// Speaks with clamd (its command INSTREAM: a word, pieces with their lengths, a zero, one line back). Whatever goes wrong,
/// from a refused connection to a file larger than clamd takes, is no answer.
/// </summary>
internal sealed partial class ClamdScanner(FileScanOptions options, ILogger<ClamdScanner> log) : IFileScanner, IDisposable
{
    private const int PieceBytes = 64 * 1024;
    private const int MaxReply = 1_024;
    private const int MaxSignature = 100;

    private readonly SemaphoreSlim places = new(options.AtOnce);

    private static ReadOnlyMemory<byte> Command { get; } = "zINSTREAM\0"u8.ToArray();

    public async Task<ScanAnswer> Scan(Stream file, CancellationToken cancellationToken)
    {
        if (options is { Socket: null, Host: null }) return new ScanAnswer(ScanVerdict.NotAsked);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            await places.WaitAsync(limit.Token);
            try
            {
                return Understand(await Ask(file, limit.Token));
            }
            finally
            {
                places.Release();
            }
        }
        catch (Exception away) when (away is SocketException or IOException)
        {
            return NoAnswer(away.GetType().Name);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NoAnswer("it took too long");
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<string> Ask(Stream file, CancellationToken cancellationToken)
    {
        using var socket = options.Socket is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        EndPoint place = options.Socket is { } path ? new UnixDomainSocketEndPoint(path) : new DnsEndPoint(options.Host!, options.Port);
        await socket.ConnectAsync(place, cancellationToken);
        await using var stream = new NetworkStream(socket);
        try
        {
            await Send(file, stream, cancellationToken);
        }
        catch (IOException)
        {
            // It has heard enough (a file too large for it), and said why before it closed.
        }

        return await ReadReply(stream, cancellationToken);
    }

    private static async Task Send(Stream file, NetworkStream to, CancellationToken cancellationToken)
    {
        await to.WriteAsync(Command, cancellationToken);
        var piece = new byte[sizeof(int) + PieceBytes];
        int read;
        do
        {
            read = await file.ReadAsync(piece.AsMemory(sizeof(int)), cancellationToken);
            BinaryPrimitives.WriteInt32BigEndian(piece, read);
            await to.WriteAsync(piece.AsMemory(0, sizeof(int) + read), cancellationToken);
        }
        while (read > 0);
    }

    private static async Task<string> ReadReply(NetworkStream from, CancellationToken cancellationToken)
    {
        var reply = new byte[MaxReply];
        var length = await from.ReadAtLeastAsync(reply, reply.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.ASCII.GetString(reply, 0, length).TrimEnd('\0', '\n');
    }

    // "stream: OK", "stream: Eicar-Signature FOUND", "INSTREAM size limit exceeded. ERROR"
    private ScanAnswer Understand(string reply)
    {
        const string Start = "stream: ", Found = " FOUND";
        if (reply == "stream: OK") return new ScanAnswer(ScanVerdict.Clean);
        if (!reply.StartsWith(Start, StringComparison.Ordinal) || !reply.EndsWith(Found, StringComparison.Ordinal))
            return NoAnswer("a reply that is no verdict");
        var signature = reply[Start.Length..^Found.Length];
        return new ScanAnswer(
            ScanVerdict.Infected, string.Concat(signature.Where(letter => letter is > ' ' and <= '~').Take(MaxSignature)));
    }

    private ScanAnswer NoAnswer(string why)
    {
        LogNoAnswer(why);
        return new ScanAnswer(ScanVerdict.NoAnswer);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file scanner gave no answer: {Why}. The upload was not taken.")]
    private partial void LogNoAnswer(string why);
}
