using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// All objects of a PDF, found without its table: whatever looks like one anywhere in the file counts, so that no table of
/// contents, however strange, leads a viewer to an object that was not looked at.
/// </summary>
internal sealed class PdfObjects
{
    private readonly Dictionary<int, PdfObject> byNumber = [];
    private readonly PdfLimits limits;

    private PdfObjects(PdfLimits limits) => this.limits = limits;

    /// <summary>Those with a number, the last of each.</summary>
    public IEnumerable<PdfObject> All => byNumber.Values;

    /// <summary>Dictionaries behind the word <c>trailer</c>.</summary>
    public List<PdfObject> Trailers { get; } = [];

    public static PdfObjects Read(ReadOnlyMemory<byte> file, PdfLimits limits)
    {
        var objects = new PdfObjects(limits);
        var streams = objects.ReadFile(file.Span);
        objects.ReadTrailers(file.Span);
        // The objects inside are encrypted too: nothing more can be known.
        if (objects.Trailers.Any(trailer => trailer.IsEncrypted))
            throw new UnacceptableFileException(ProblemCodes.PdfEncrypted);
        objects.Unpack(file, streams);
        return objects;
    }

    public PdfObject? Find(int number) => byNumber.GetValueOrDefault(number);

    /// <summary>Reads the value at a place, without making it known.</summary>
    public PdfObject ReadAt(ReadOnlySpan<byte> file, int at)
    {
        var found = new PdfObject { Position = at };
        new PdfObjectReader(new PdfTokens(file, at, limits), found).Read();
        return found;
    }

    private List<PdfObject> ReadFile(ReadOnlySpan<byte> file)
    {
        List<PdfObject> streams = [];
        for (var at = 0; file[at..].IndexOf("obj"u8) is var found and >= 0;)
        {
            at += found + 3;
            var before = file[..(at - 3)];
            if (before.Length == 0 || !(PdfTokens.IsSpace(before[^1]) || char.IsAsciiDigit((char)before[^1]))) continue;
            limits.Object();
            var read = new PdfObject { Number = NumberBefore(before), Position = at };
            var reader = new PdfObjectReader(new PdfTokens(file, at, limits), read);
            reader.Read();
            if (read.IsEncrypted) throw new UnacceptableFileException(ProblemCodes.PdfEncrypted);
            read.StreamAt = StreamBehind(file, reader.At);
            if (read.StreamAt >= 0) streams.Add(read);
            Keep(read);
        }

        return streams;
    }

    private void ReadTrailers(ReadOnlySpan<byte> file)
    {
        for (var at = 0; file[at..].IndexOf("trailer"u8) is var found and >= 0;)
        {
            at += found + 7;
            Trailers.Add(ReadAt(file, at));
            if (Trailers.Count > PdfLimits.MaxSections) throw PdfLimits.Exceeded();
        }

        Trailers.AddRange(All.Where(found => found.Type == "XRef"));
    }

    private void Unpack(ReadOnlyMemory<byte> file, List<PdfObject> streams)
    {
        foreach (var stream in streams)
        {
            if (stream.IsObjectStream) ReadObjectStream(stream, PdfStreams.ReadObjects(file[stream.StreamAt..], stream, limits).Span);
            else PdfStreams.Measure(file[stream.StreamAt..], stream.Filters, limits);
        }
    }

    private void ReadObjectStream(PdfObject stream, ReadOnlySpan<byte> content)
    {
        var (count, first) = (stream.Values.GetValueOrDefault("N", -1), stream.Values.GetValueOrDefault("First", -1));
        if (count < 0 || first < 0 || first > content.Length) throw FileInspector.Unreadable();
        var header = new PdfTokens(content, 0, limits);
        for (var i = 0; i < count; i++)
        {
            if (header.Next() is not PdfToken.Number) throw FileInspector.Unreadable();
            var number = header.Number;
            if (header.Next() is not PdfToken.Number || header.Number < 0) throw FileInspector.Unreadable();
            if (header.Number > content.Length - first) continue;
            limits.Object();
            var read = new PdfObject { Number = number, Position = stream.Position };
            new PdfObjectReader(new PdfTokens(content, first + header.Number, limits), read).Read();
            Keep(read);
        }
    }

    private void Keep(PdfObject read)
    {
        if (read.Number < 0 || (Find(read.Number) is { } other && other.Position > read.Position)) return;
        byNumber[read.Number] = read;
    }

    // "12 0 " before "obj".
    private static int NumberBefore(ReadOnlySpan<byte> before)
    {
        before = before[Math.Max(0, before.Length - 40)..].TrimEnd(" \t\r\n\f\0"u8);
        var generation = before.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9');
        before = before[..(generation + 1)].TrimEnd(" \t\r\n\f\0"u8);
        var digits = before[(before.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1)..];
        return digits.Length is > 0 and <= 9 && System.Buffers.Text.Utf8Parser.TryParse(digits, out int number, out _) ? number : -1;
    }

    private int StreamBehind(ReadOnlySpan<byte> file, int at)
    {
        var tokens = new PdfTokens(file, at, limits);
        if (!tokens.Take("stream"u8)) return -1;
        at = tokens.At;
        if (at < file.Length && file[at] == '\r') at++;
        if (at < file.Length && file[at] == '\n') at++;
        return at;
    }
}
