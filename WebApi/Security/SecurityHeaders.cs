namespace Siskop2mi.WebApi.Security;

/// <summary>Headers on every answer, whatever it is. A page that needs more sets its own policy first.</summary>
internal static class SecurityHeaders
{
    public const string NothingAtAll = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // Two years, and the hosts below: OWASP HTTP Headers Cheat Sheet.
    private const string TransportSecurity = "max-age=63072000; includeSubDomains";

    public static Func<HttpContext, RequestDelegate, Task> With(bool isDevelopment) => (context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, isDevelopment);
            return Task.CompletedTask;
        });
        return next(context);
    };

    private static void Set(IHeaderDictionary headers, bool isDevelopment)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = NothingAtAll;
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        if (!isDevelopment) headers.StrictTransportSecurity = TransportSecurity;
    }
}
