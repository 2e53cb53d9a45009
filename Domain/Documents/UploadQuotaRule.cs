using System.Globalization;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>
/// How much one person may upload in a day, Jakarta time. A whole application takes about fifteen documents, so the limit stops
/// machines and not people [assumption].
/// </summary>
public static class UploadQuotaRule
{
    public const int MaxFiles = 30;

    public const long MaxBytes = 60 * 1024 * 1024;

    /// <summary>Too much for today; the day after it may be tried again.</summary>
    public static readonly Refusal Exceeded = new("upload-quota", RefusalKind.TooMany);

    /// <summary>Null when one more file of so many bytes is allowed.</summary>
    /// <param name="today">What the person has uploaded since midnight in Jakarta.</param>
    /// <param name="bytes">Size of the next file; 0 while it is not known.</param>
    /// <param name="now">The instant of the upload.</param>
    public static Refusal? Check(UploadUsage today, long bytes, DateTimeOffset now)
    {
        if (today.Files < MaxFiles && today.Bytes + bytes <= MaxBytes) return null;
        var midnight = IndonesianTime.EndOfJakartaDay(IndonesianTime.JakartaDate(now));
        var seconds = (long)Math.Ceiling((midnight - now).TotalSeconds);
        return Exceeded.With("retryAfterSeconds", seconds.ToString(CultureInfo.InvariantCulture))
            .With("maxFiles", MaxFiles.ToString(CultureInfo.InvariantCulture))
            .With("maxMegabytes", (MaxBytes / (1024 * 1024)).ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>What a person has uploaded in a time.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their bytes, as kept.</param>
public sealed record UploadUsage(int Files, long Bytes);
