using System.Net;
using System.Text;
using System.Text.Json;

namespace Siskop2mi.WebApi.Demo;

/// <summary>
/// <c>/dev/sms</c>, in Development only: the text messages the simulated gateway took, newest first, as a page or (Accept:
/// application/json) as the gateway's own list. <c>?to=NUMBER</c> filters.
/// </summary>
internal static class DevSmsPage
{
    public static void MapDevSms(this IEndpointRouteBuilder routes, Uri simulators)
    {
        var http = new HttpClient { BaseAddress = simulators };
        routes.MapGet("/dev/sms", async (HttpRequest request, string? to) =>
        {
            var json = await http.GetStringAsync(to is null ? "sms" : $"sms?to={Uri.EscapeDataString(to)}");
            return request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase)
                ? Results.Text(json, "application/json")
                : Results.Text(Page(json), "text/html; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static string Page(string json)
    {
        var page = new StringBuilder(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sent messages</title>"
                + "<h1>Sent text messages (development only)</h1>");
        foreach (var message in JsonDocument.Parse(json).RootElement.EnumerateArray())
        {
            page.Append("<article><h2>").Append(Safe(message, "to")).Append("</h2><p>").Append(Safe(message, "at"))
                .Append("</p><pre>").Append(Safe(message, "text")).Append("</pre></article><hr>");
        }

        return page.Append("</html>").ToString();
    }

    private static string? Safe(JsonElement message, string name) => WebUtility.HtmlEncode(message.GetProperty(name).GetString());
}
