using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// Whether a PDF is only something to look at: readable without a password, not another file as well, nothing in it that runs,
/// sends or opens, and not more than a viewer can bear. It is kept as it came.
/// </summary>
internal static class PdfFile
{
    // The end record of a ZIP is 22 bytes and a comment of at most 65,535; readers look for it from the end.
    private const int ZipSearch = 22 + 65_535;

    public static void Check(ReadOnlyMemory<byte> file)
    {
        RequireOneFormat(file.Span);
        var limits = new PdfLimits();
        var objects = PdfObjects.Read(file, limits);
        var first = RequireSections(file.Span, objects);
        var root = (first is null ? objects.Trailers : [first, .. objects.Trailers])
            .Select(section => section.Values.TryGetValue("Root", out var number) ? objects.Find(number) : null)
            .FirstOrDefault(found => found is not null);
        if (root is null) throw FileInspector.Unreadable();
        foreach (var found in objects.All) RequireHarmlessOpening(found, objects);
        new PdfPages(objects).Require(root);
    }

    private static void RequireOneFormat(ReadOnlySpan<byte> file)
    {
        if (file[Math.Max(0, file.Length - ZipSearch)..].IndexOf("PK\u0005\u0006"u8) >= 0) throw OtherFormat();
        var end = file.LastIndexOf("%%EOF"u8);
        if (end < 0) throw FileInspector.Unreadable();
        // Ctrl-Z ended texts on old systems, and some scanners still write it.
        var behind = file[(end + 5)..].Trim(" \t\r\n\f\0\u001A"u8);
        if (behind.Length == 0) return;
        throw behind.StartsWith("PK"u8) || behind.StartsWith<byte>([0xFF, 0xD8]) || behind.StartsWith<byte>([0x89, (byte)'P'])
            || behind[0] is (byte)'<' or (byte)'M' or 0x7F ? OtherFormat() : FileInspector.Unreadable();
    }

    private static UnacceptableFileException OtherFormat() => new(ProblemCodes.FileTypeNotAllowed);

    // The newest section of the table, where a viewer begins; each names the one before. Null when a viewer would have to search.
    private static PdfObject? RequireSections(ReadOnlySpan<byte> file, PdfObjects objects)
    {
        var start = file.LastIndexOf("startxref"u8);
        if (start < 0 || objects.Trailers.Count == 0) throw FileInspector.Unreadable();
        var tokens = new PdfTokens(file, start + 9, new PdfLimits());
        if (tokens.Next() is not PdfToken.Number || tokens.Number < 0 || tokens.Number >= file.Length) throw FileInspector.Unreadable();

        PdfObject? newest = null;
        HashSet<int> seen = [];
        for (var at = tokens.Number; at > 0 && at < file.Length;)
        {
            if (!seen.Add(at) || seen.Count > PdfLimits.MaxSections) throw PdfLimits.Exceeded();
            var section = SectionAt(file, at, objects);
            newest ??= section;
            at = section?.Values.GetValueOrDefault("Prev", -1) ?? -1;
        }

        return newest;
    }

    private static PdfObject? SectionAt(ReadOnlySpan<byte> file, int at, PdfObjects objects)
    {
        var tokens = new PdfTokens(file, at, new PdfLimits());
        if (tokens.Take("xref"u8))
            return file[at..].IndexOf("trailer"u8) is var found and >= 0 ? objects.ReadAt(file, at + found + 7) : null;
        return tokens.Next() is PdfToken.Number && tokens.Next() is PdfToken.Number && tokens.Take("obj"u8)
            ? objects.ReadAt(file, tokens.At) : null;
    }

    private static void RequireHarmlessOpening(PdfObject holder, PdfObjects objects)
    {
        if (holder.Values.TryGetValue("OpenAction", out var action))
            PdfObjectReader.RequireHarmlessOpening(objects.Find(action)?.Action);
    }
}
