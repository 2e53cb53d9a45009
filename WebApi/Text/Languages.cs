using System.Collections.Immutable;
using Microsoft.Net.Http.Headers;

namespace Siskop2mi.WebApi.Text;

/// <summary>The languages we write, and which one a reader wants.</summary>
public static class Languages
{
    /// <summary>Indonesian.</summary>
    public const string Default = "id";

    /// <summary>Indonesian and English.</summary>
    public static readonly ImmutableArray<string> All = [Default, "en"];

    /// <summary>The best of ours by Accept-Language; Indonesian when nothing fits.</summary>
    public static string Of(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wishes)) return Default;
        return wishes
            .Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(language => All.Contains(language)) ?? Default;
    }
}
