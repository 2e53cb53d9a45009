using System.IO.Compression;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// Unpacks streams: those that hold objects to be read, all others only to see how large they become. A stream is read from
/// where it begins to where its own format ends it, whatever length the file claims for it.
/// </summary>
internal static class PdfStreams
{
    private const int MaxFilters = 8;

    /// <summary>The content of a stream of objects. One that cannot be read whole could hide anything.</summary>
    public static ReadOnlyMemory<byte> ReadObjects(ReadOnlyMemory<byte> from, PdfObject stream, PdfLimits limits)
    {
        var rest = TakeOffArmour(from, stream.Filters, out var plain, limits);
        if (stream.HasParameters || rest.Length > 1 || rest.Any(filter => !IsFlate(filter))) throw FileInspector.Unreadable();
        if (rest.Length == 0) return plain;

        using var content = new MemoryStream();
        if (!Inflate(plain, content, PdfLimits.MaxObjectStream, limits)) throw FileInspector.Unreadable();
        limits.ObjectStream((int)content.Length);
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>Refuses a stream that becomes too large. One that is damaged stays as it is: a page may lack a picture.</summary>
    public static void Measure(ReadOnlyMemory<byte> from, List<string> filters, PdfLimits limits)
    {
        // Packed twice, it would have to be unpacked twice; nobody but a bomb needs that.
        if (filters.Count > MaxFilters || filters.Count(IsPacker) > 1) throw PdfLimits.Exceeded();
        if (!filters.Any(IsFlate)) return;
        if (TakeOffArmour(from, filters, out var plain, limits) is [var first, ..] && IsFlate(first))
            Inflate(plain, null, PdfLimits.MaxStream, limits);
    }

    private static bool IsFlate(string filter) => filter is "FlateDecode" or "Fl";

    private static bool IsPacker(string filter) => IsFlate(filter) || filter is "LZWDecode" or "LZW" or "RunLengthDecode" or "RL";

    // Older programs write packed streams in letters. The filters that are left are the answer.
    private static string[] TakeOffArmour(
        ReadOnlyMemory<byte> from, List<string> filters, out ReadOnlyMemory<byte> plain, PdfLimits limits)
    {
        if (filters.Count > MaxFilters) throw PdfLimits.Exceeded();
        plain = from;
        var taken = 0;
        for (; taken < filters.Count; taken++)
        {
            if (filters[taken] is "ASCII85Decode" or "A85") plain = PdfArmour.FromBase85(plain.Span, limits);
            else if (filters[taken] is "ASCIIHexDecode" or "AHx") plain = PdfArmour.FromHex(plain.Span, limits);
            else break;
        }

        return [.. filters.Skip(taken)];
    }

    // False when the data are damaged.
    private static bool Inflate(ReadOnlyMemory<byte> packed, Stream? to, int most, PdfLimits limits)
    {
        using var source = new Counted(packed, limits);
        using var unpacker = new ZLibStream(source, CompressionMode.Decompress);
        var buffer = new byte[16 * 1024];
        try
        {
            for (long size = 0; unpacker.Read(buffer) is var read and > 0;)
            {
                limits.Unpack(read);
                if ((size += read) > most) throw PdfLimits.Exceeded();
                to?.Write(buffer, 0, read);
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // Begins with small pieces: most streams are small, and what is read too much is counted all the same.
    private sealed class Counted(ReadOnlyMemory<byte> packed, PdfLimits limits) : ForwardStream
    {
        private int at;

        public override int Read(Span<byte> buffer)
        {
            var read = Math.Min(Math.Min(buffer.Length, Math.Max(512, at)), packed.Length - at);
            packed.Span.Slice(at, read).CopyTo(buffer);
            at += read;
            limits.Pack(read);
            return read;
        }
    }
}
