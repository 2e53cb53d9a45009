using System.Buffers;
using System.Buffers.Binary;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// A PNG without what is not needed to show it: no texts, no Exif, nothing behind its end. The chunks that are kept stay as
/// they are.
/// </summary>
internal static class PngFile
{
    private const int SignatureLength = 8;
    private const int ChunkFrame = 12;

    public static ReadOnlyMemory<byte> Cleanse(ReadOnlyMemory<byte> file)
    {
        var kept = new ArrayBufferWriter<byte>(file.Length);
        kept.Write(file.Span[..SignatureLength]);
        var chunks = new PngChunks();
        for (var at = SignatureLength; !chunks.IsAtEnd;)
        {
            var chunk = ChunkAt(file, at);
            if (chunks.Takes(chunk.Span[4..8], chunk[8..^4])) kept.Write(chunk.Span);
            at += chunk.Length;
        }

        PngPixels.Require(chunks.Header!, chunks.PixelData);
        return kept.WrittenMemory;
    }

    // Length, type, data and checksum; a damaged one ends the reading.
    private static ReadOnlyMemory<byte> ChunkAt(ReadOnlyMemory<byte> file, int at)
    {
        if (file.Length - at < ChunkFrame) throw FileInspector.Unreadable();
        var length = BinaryPrimitives.ReadUInt32BigEndian(file.Span[at..]);
        if (length > file.Length - at - ChunkFrame) throw FileInspector.Unreadable();
        var chunk = file.Slice(at, (int)length + ChunkFrame);
        if (Crc32.Of(chunk.Span[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk.Span[^4..])) throw FileInspector.Unreadable();
        return chunk;
    }
}

/// <summary>Which chunks a PNG has, in their order, and which of them are kept.</summary>
internal sealed class PngChunks
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int colours;
    private bool hasPixelsEnded;

    public PngHeader? Header { get; private set; }

    public List<ReadOnlyMemory<byte>> PixelData { get; } = [];

    public bool IsAtEnd { get; private set; }

    /// <summary>Whether this chunk, the next one, is kept.</summary>
    public bool Takes(ReadOnlySpan<byte> type, ReadOnlyMemory<byte> data)
    {
        if (type.ContainsAnyExcept(Letters)) throw FileInspector.Unreadable();
        if (Header is null && !type.SequenceEqual("IHDR"u8)) throw FileInspector.Unreadable();
        var isPixels = type.SequenceEqual("IDAT"u8);
        hasPixelsEnded |= PixelData.Count > 0 && !isPixels;
        // Animation (APNG): its frames have checks of their own, and a viewer shows one or the other.
        if (type.SequenceEqual("acTL"u8) || type.SequenceEqual("fcTL"u8) || type.SequenceEqual("fdAT"u8))
            throw new UnacceptableFileException(ProblemCodes.ImageFrames);
        // Lower case says that a viewer may pass it by.
        return char.IsAsciiLetterLower((char)type[0]) ? IsWorthKeeping(type, data.Length) : Take(type, data);
    }

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private bool Take(ReadOnlySpan<byte> type, ReadOnlyMemory<byte> data)
    {
        if (type.SequenceEqual("IHDR"u8) && Header is null) Header = PngHeader.Read(data.Span);
        else if (type.SequenceEqual("PLTE"u8) && colours == 0 && PixelData.Count == 0) TakePalette(data.Length);
        else if (type.SequenceEqual("IDAT"u8) && !hasPixelsEnded) PixelData.Add(data);
        else if (type.SequenceEqual("IEND"u8) && data.Length == 0 && PixelData.Count > 0) End();
        else throw FileInspector.Unreadable();
        return true;
    }

    private void TakePalette(int length)
    {
        colours = length / 3;
        var most = Header!.Colour == PngHeader.Palette ? 1 << Header.Depth : 256;
        if (length % 3 != 0 || colours == 0 || colours > most || Header.Colour is 0 or 4) throw FileInspector.Unreadable();
    }

    private void End()
    {
        if (Header!.Colour == PngHeader.Palette && colours == 0) throw FileInspector.Unreadable();
        IsAtEnd = true;
    }

    // What changes how it looks, of the size it has to have, and once.
    private bool IsWorthKeeping(ReadOnlySpan<byte> type, int length)
    {
        var name = System.Text.Encoding.ASCII.GetString(type);
        var fits = name switch
        {
            "gAMA" => length == 4,
            "cHRM" => length == 32,
            "sRGB" => length == 1,
            "pHYs" => length == 9,
            "tRNS" => Header!.Colour switch { 0 => length == 2, 2 => length == 6, PngHeader.Palette => length <= colours, _ => false },
            _ => false,
        };
        return fits && PixelData.Count == 0 && seen.Add(name);
    }
}
