using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Siskop2mi.WebApi.Answers;

/// <summary>How the bytes of an answer are packed.</summary>
internal enum ContentCoding
{
    Identity = 0,
    Gzip = 1,
    Brotli = 2,
}

/// <summary>Reads <c>Accept-Encoding</c> (RFC 9110 12.5.3).</summary>
internal static class ContentCodings
{
    /// <summary>The one the client likes best; of equals the smallest. Who names none of ours gets the bytes as they are.</summary>
    public static ContentCoding Of(StringValues accepted)
    {
        if (accepted.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accepted, out var wishes)) return ContentCoding.Identity;
        var (best, coding) = (0.0, ContentCoding.Identity);
        foreach (var candidate in new[] { (ContentCoding.Brotli, "br"), (ContentCoding.Gzip, "gzip") })
        {
            if (QualityOf(candidate.Item2, wishes) is var quality && quality > best) (best, coding) = (quality, candidate.Item1);
        }

        return coding;
    }

    private static double QualityOf(string coding, IList<StringWithQualityHeaderValue> wishes)
    {
        var wish = wishes.FirstOrDefault(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            ?? wishes.FirstOrDefault(one => one.Value.Equals("*", StringComparison.Ordinal));
        return wish is null ? 0 : wish.Quality ?? 1;
    }
}
