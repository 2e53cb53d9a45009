using System.IO.Compression;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// Unpacks the pixels of a PNG without keeping them: they must be exactly as many as the header says, to the last byte of the
/// packed data, so that nothing is missing and nothing hides behind them.
/// </summary>
internal static class PngPixels
{
    private const int MaxFilter = 4;

    public static void Require(PngHeader header, IReadOnlyList<ReadOnlyMemory<byte>> packed)
    {
        using var source = new PackedBytes(packed);
        using var pixels = new ZLibStream(source, CompressionMode.Decompress);
        try
        {
            var buffer = new byte[64 * 1024];
            foreach (var (rows, bytes) in header.Rows()) ReadRows(pixels, buffer, rows, bytes);
            if (pixels.Read(buffer, 0, 1) != 0 || !source.IsAtEnd) throw FileInspector.Unreadable();
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException)
        {
            throw FileInspector.Unreadable();
        }
    }

    private static void ReadRows(Stream pixels, byte[] buffer, int rows, int bytes)
    {
        for (var row = 0; row < rows; row++)
        {
            if (pixels.ReadByte() is < 0 or > MaxFilter) throw FileInspector.Unreadable();
            for (var left = bytes; left > 0;)
            {
                var part = Math.Min(left, buffer.Length);
                pixels.ReadExactly(buffer, 0, part);
                left -= part;
            }
        }
    }

    // The unpacker asks for more only when it has used up what it got. Near the end it gets one byte at a time, so that what it
    // never asked for can be told from what it needed.
    private sealed class PackedBytes(IReadOnlyList<ReadOnlyMemory<byte>> parts) : ForwardStream
    {
        private const int Tail = 4 * 1024;

        private long left = parts.Sum(part => (long)part.Length);
        private int part;
        private int at;

        public bool IsAtEnd => left == 0;

        public override int Read(Span<byte> buffer)
        {
            while (part < parts.Count && at == parts[part].Length) (part, at) = (part + 1, 0);
            if (part == parts.Count || buffer.Length == 0) return 0;
            var most = left > Tail ? left - Tail : 1;
            var read = (int)Math.Min(most, Math.Min(buffer.Length, parts[part].Length - at));
            parts[part].Span.Slice(at, read).CopyTo(buffer);
            (at, left) = (at + read, left - read);
            return read;
        }
    }
}
