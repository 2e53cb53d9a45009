using System.Net;
using System.Text;
using System.Text.Json;

namespace Siskop2mi.WebApi.Demo;

/// <summary>
/// <c>/dev/mail</c>, in Development only: what the mail sink took, newest first, as a page or (Accept: application/json) as
/// the sink's own list. <c>?to=ADDRESS</c> filters.
/// </summary>
internal static class DevMailPage
{
    public static void MapDevMail(this IEndpointRouteBuilder routes, Uri simulators)
    {
        var http = new HttpClient { BaseAddress = simulators };
        routes.MapGet("/dev/mail", async (HttpRequest request, string? to) =>
        {
            var json = await http.GetStringAsync(to is null ? "mail" : $"mail?to={Uri.EscapeDataString(to)}");
            return request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase)
                ? Results.Text(json, "application/json")
                : Results.Text(Page(json), "text/html; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static string Page(string json)
    {
        var page = new StringBuilder(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sent mails</title><h1>Sent mails (development only)</h1>");
        foreach (var mail in JsonDocument.Parse(json).RootElement.EnumerateArray())
        {
            page.Append("<article><h2>").Append(Safe(mail, "subject")).Append("</h2><p>").Append(Safe(mail, "at")).Append(" to ")
                .Append(WebUtility.HtmlEncode(mail.GetProperty("to").ToString())).Append("</p><pre>").Append(Safe(mail, "text")).Append(
                    "</pre>");
            foreach (var link in mail.GetProperty("links").EnumerateArray())
            {
                var url = WebUtility.HtmlEncode(link.GetString());
                page.Append("<p><a href=\"").Append(url).Append("\">").Append(url).Append("</a></p>");
            }

            page.Append("</article><hr>");
        }

        return page.Append("</html>").ToString();
    }

    private static string? Safe(JsonElement mail, string name) => WebUtility.HtmlEncode(mail.GetProperty(name).GetString());
}
