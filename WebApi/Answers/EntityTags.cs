using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Siskop2mi.WebApi.Answers;

/// <summary>Reads <c>If-None-Match</c> (RFC 9110 13.1.2).</summary>
internal static class EntityTags
{
    /// <summary>Whether one of the tags sent is this one; <c>*</c> is any. Compared weakly: a proxy that packs makes tags weak.</summary>
    public static bool AnyIs(StringValues sent, string tag)
    {
        if (sent.Count == 0) return false;
        if (sent.Count == 1 && sent[0] == tag) return true;
        return EntityTagHeaderValue.TryParseList(sent, out var tags)
            && tags.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag.Equals(tag, StringComparison.Ordinal));
    }
}
