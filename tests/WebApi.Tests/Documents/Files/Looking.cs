using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Documents;
using Siskop2mi.WebApi.Documents.Files;

namespace Siskop2mi.WebApi.Tests.Documents.Files;

/// <summary>Looks into files, for tests.</summary>
internal static class Looking
{
    public static readonly string[] Refusals =
    [
        ProblemCodes.FileUnreadable, ProblemCodes.FileTypeNotAllowed, ProblemCodes.ImageDimensions, ProblemCodes.ImageFrames,
        ProblemCodes.PdfActiveContent, ProblemCodes.PdfEncrypted, ProblemCodes.PdfLimits,
    ];

    /// <summary>The code of the refusal, or null.</summary>
    public static string? RefusalOf(byte[] file)
    {
        try
        {
            Keep(file);
            return null;
        }
        catch (UnacceptableFileException refused)
        {
            return refused.Code;
        }
    }

    /// <summary>What is kept of a file; and keeping that again keeps it all.</summary>
    public static byte[] Keep(byte[] file)
    {
        var kind = FileKind.Of(file.AsSpan(0, Math.Min(file.Length, FileKind.PrefixLength)));
        var kept = FileInspector.Inspect(kind, file).ToArray();
        Assert.Equal(kept, FileInspector.Inspect(kind, kept).ToArray());
        return kept;
    }

    public static bool Holds(this byte[] file, string words) => file.AsSpan().IndexOf(System.Text.Encoding.Latin1.GetBytes(words)) >= 0;
}
