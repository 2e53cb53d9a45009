using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Proof that a request which changes something comes from our own pages, when the browser added the cookie by itself. The
/// cookie is SameSite=Strict already; this also holds against neighbours on a sister host.
/// </summary>
internal static class SameOrigin
{
    public static void Require(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return;
        if (!IsProved(request)) throw new ProblemException(new Problem(StatusCodes.Status403Forbidden, ProblemCodes.Csrf));
    }

    private static bool IsProved(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site != "same-origin") return false;
        var origin = request.Headers.Origin;
        if (origin.Count > 0) return origin.Count == 1 && origin == $"{request.Scheme}://{request.Host}";
        return site.Count > 0;
    }
}
