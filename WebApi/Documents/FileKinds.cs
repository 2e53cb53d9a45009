using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents;

/// <summary>A kind of file we take, known by its first bytes; what a client calls it does not count.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Extensions">How names of such files end.</param>
internal sealed record FileKind(string MediaType, params string[] Extensions)
{
    /// <summary>So many bytes tell every kind.</summary>
    public const int PrefixLength = 8;

    public static readonly FileKind Pdf = new("application/pdf", "pdf");
    public static readonly FileKind Jpeg = new("image/jpeg", "jpg", "jpeg");
    public static readonly FileKind Png = new("image/png", "png");

    /// <summary>
    /// The kind of a file that begins so. At byte 0: readers tolerate a PDF that starts later, and forged files rest on it.
    /// </summary>
    public static FileKind Of(ReadOnlySpan<byte> prefix)
    {
        if (prefix.Length < PrefixLength) throw Bad(StatusCodes.Status422UnprocessableEntity, ProblemCodes.FileUnreadable);
        if (prefix.StartsWith("%PDF-1."u8) || prefix.StartsWith("%PDF-2."u8)) return Pdf;
        if (prefix is [0xFF, 0xD8, 0xFF, ..]) return Jpeg;
        if (prefix is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) return Png;
        throw Bad(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.FileTypeNotAllowed);
    }

    /// <summary>Refuses a name that says another kind than the content does.</summary>
    public void RequireName(string fileName)
    {
        if (Path.GetExtension(fileName) is [_, .. var extension] && !Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            throw Bad(StatusCodes.Status422UnprocessableEntity, ProblemCodes.FileTypeMismatch);
    }

    /// <summary>A refused file as a problem.</summary>
    public static ProblemException Bad(int status, string code) =>
        new(new Problem(status, code) { Errors = [new FieldError("/file", code)] });
}
