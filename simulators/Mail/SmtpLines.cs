using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Siskop2mi.Simulators.Mail;

/// <summary>Lines of the mail protocol. Only CR LF ends a line: a bare LF is content, or a second mail could hide in the first.</summary>
public sealed class SmtpLines(Stream stream, CancellationToken stopping)
{
    private const int LongestLine = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly PipeReader reader = PipeReader.Create(stream);

    /// <summary>The next line without its end; null when the sender has left.</summary>
    public async Task<byte[]?> Read()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        while (true)
        {
            var result = await reader.ReadAsync(limit.Token);
            if (TryTakeLine(result.Buffer, out var line, out var rest))
            {
                reader.AdvanceTo(rest);
                return line;
            }

            if (result.IsCompleted) return null;
            if (result.Buffer.Length > LongestLine) throw new IOException("A line is too long.");
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Sends an answer of one or more lines.</summary>
    public async Task Answer(params string[] lines) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n"))), stopping);

    private static bool TryTakeLine(ReadOnlySequence<byte> buffer, out byte[] line, out SequencePosition rest)
    {
        var scan = new SequenceReader<byte>(buffer);
        var found = scan.TryReadTo(out ReadOnlySequence<byte> text, "\r\n"u8);
        line = found ? text.ToArray() : [];
        rest = scan.Position;
        return found;
    }
}
