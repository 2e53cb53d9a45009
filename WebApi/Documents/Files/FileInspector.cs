using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// Looks into a file and says which bytes of it to keep. Pure: the same bytes give the same answer, and the work done for one
/// file is bounded by counting, not by a clock. Nothing is rendered or run.
/// </summary>
internal static class FileInspector
{
    /// <summary>
    /// The bytes to keep: a PDF as it came, a picture without all that is not needed to show it. Keeping them again changes
    /// nothing more.
    /// </summary>
    /// <exception cref="UnacceptableFileException">The file is not taken.</exception>
    public static ReadOnlyMemory<byte> Inspect(FileKind kind, ReadOnlyMemory<byte> file)
    {
        if (kind == FileKind.Jpeg) return Smaller(file, JpegFile.Cleanse(file.Span));
        if (kind == FileKind.Png) return Smaller(file, PngFile.Cleanse(file));
        PdfFile.Check(file);
        return file;
    }

    public static UnacceptableFileException Unreadable() => new(ProblemCodes.FileUnreadable);

    // The very same memory tells the caller that there is nothing to store anew.
    private static ReadOnlyMemory<byte> Smaller(ReadOnlyMemory<byte> file, ReadOnlyMemory<byte> kept) =>
        kept.Span.SequenceEqual(file.Span) ? file : kept;
}
