using System.Net;
using System.Text;
using System.Text.Json;

namespace Siskop2mi.WebApi.Demo;

/// <summary>
/// <c>/dev/mail</c> and <c>/dev/sms</c>, in Development only: what the simulated mail server and SMS gateway took, newest first,
/// as a page or (Accept: application/json) as their own list. <c>?to=</c> filters.
/// </summary>
internal static class DevMessagesPages
{
    public static void MapDevMessages(this IEndpointRouteBuilder routes, Uri simulators)
    {
        var http = new HttpClient { BaseAddress = simulators };
        Map("mail", "Sent mails", "subject");
        Map("sms", "Sent text messages", null);

        void Map(string kind, string title, string? subject) => routes.MapGet($"/dev/{kind}", async (HttpRequest request, string? to) =>
        {
            var json = await http.GetStringAsync(to is null ? kind : $"{kind}?to={Uri.EscapeDataString(to)}");
            return request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase)
                ? Results.Text(json, "application/json")
                : Results.Text(Page(json, title, subject), "text/html; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static string Page(string json, string title, string? subject)
    {
        var page = new StringBuilder(
            $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title} (development only)</h1>");
        foreach (var message in JsonDocument.Parse(json).RootElement.EnumerateArray())
        {
            page.Append("<article>");
            if (subject is not null) page.Append("<h2>").Append(Safe(message, subject)).Append("</h2>");
            page.Append("<p>").Append(Safe(message, "at")).Append(" to ").Append(Safe(message, "to")).Append("</p><pre>")
                .Append(Safe(message, "text")).Append("</pre>");
            foreach (var url in LinksIn(message)) page.Append("<p><a href=\"").Append(url).Append("\">").Append(url).Append("</a></p>");
            page.Append("</article><hr>");
        }

        return page.Append("</html>").ToString();
    }

    private static IEnumerable<string> LinksIn(JsonElement message) => message.TryGetProperty("links", out var links)
        ? links.EnumerateArray().Select(link => WebUtility.HtmlEncode(link.GetString()!))
        : [];

    private static string Safe(JsonElement message, string name) => WebUtility.HtmlEncode(message.GetProperty(name).ToString());
}
