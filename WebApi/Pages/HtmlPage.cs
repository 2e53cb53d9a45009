using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Siskop2mi.WebApi.Pages;

/// <summary>A small page without script: one heading, one paragraph, and what may follow it.</summary>
/// <param name="status">HTTP status code.</param>
/// <param name="language">Of the words.</param>
/// <param name="title">Title and heading, plain text.</param>
/// <param name="lead">The paragraph, plain text.</param>
/// <param name="rest">Markup of ours below it.</param>
internal sealed class HtmlPage(int status, string language, string title, string lead, string rest = "") : IResult
{
    private const string Style =
        "body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}main{max-width:38rem;margin:0 auto;padding:1.5rem}"
        + "h1{font-size:1.6rem;line-height:1.25}button{font:inherit;font-weight:600;padding:.75rem 1.5rem;border:0;border-radius:.25rem;"
        + "background:#8c1515;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #ffbf47;outline-offset:2px}dt{color:#595959}dd{margin:0 0 .75rem;font-weight:600}";

    private static readonly string Policy =
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style))) + "'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (heading, paragraph) = (HtmlEncoder.Default.Encode(title), HtmlEncoder.Default.Encode(lead));
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.ContentLanguage = language;
        response.Headers.Vary = "Accept-Language";
        await response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{heading} - Siskop2mi</title>
            <style>{Style}</style>
            </head>
            <body><main><h1>{heading}</h1><p>{paragraph}</p>{rest}</main></body>
            </html>
            """,
            httpContext.RequestAborted);
    }
}
