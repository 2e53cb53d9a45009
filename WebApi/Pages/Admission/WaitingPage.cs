using System.Globalization;
using System.Text.Encodings.Web;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Pages.Admission;

/// <summary>
/// What a browser shows while the server is over capacity, under the address it asked for: how many are before it and about how
/// long. It asks again by itself, without script.
/// </summary>
internal static class WaitingPage
{
    /// <summary>A place in line.</summary>
    public static IResult InLine(LineAnswer answer, HttpRequest request, TextCatalogue texts)
    {
        var language = Languages.Of(request);
        List<string> lines = [Place(answer, language, texts)];
        if (answer.Ticket is not null && answer.Ahead > 0) lines.Add(Wait(answer.Wait, language, texts));
        var rest = $"<div role=\"status\">{string.Concat(lines.Select(line => $"<p>{Encode(line)}</p>"))}</div>"
            + $"<p>{Encode(texts.Text("page.line.stay", language))}</p>{Reload(language, texts)}";
        var page = new HtmlPage(StatusCodes.Status503ServiceUnavailable, language, texts.Text("page.line.title", language),
            texts.Text("page.line.lead", language), rest);
        return new Refreshed(page, (int)Math.Ceiling(answer.AskAgain.TotalSeconds));
    }

    /// <summary>A page, or what a form sent, that is refused for the moment. Only a page is asked for again by itself.</summary>
    public static IResult Busy(Problem problem, int seconds, HttpRequest request, TextCatalogue texts)
    {
        var language = Languages.Of(request);
        var isRead = HttpMethods.IsGet(request.Method);
        var lead = isRead ? texts.Text($"problem.{problem.Code}.detail", language) : texts.Text("page.busy.form", language);
        var page = new HtmlPage(
            problem.Status, language, texts.Text($"problem.{problem.Code}", language), lead, isRead ? Reload(language, texts) : "");
        return new Refreshed(page, seconds) { OfItself = isRead };
    }

    private static string Place(LineAnswer answer, string language, TextCatalogue texts) =>
        answer.Ticket is null ? texts.Text("page.line.full", language)
        : answer.Ahead == 0 ? texts.Text("page.line.next", language)
        : texts.Text("page.line.ahead", language, One("count", answer.Ahead, language));

    private static string Wait(TimeSpan? wait, string language, TextCatalogue texts) =>
        wait is not { } known ? texts.Text("page.line.wait.unknown", language)
        : known < TimeSpan.FromMinutes(1) ? texts.Text("page.line.wait.short", language)
        : texts.Text("page.line.wait", language, One("minutes", (int)Math.Ceiling(known.TotalMinutes), language));

    private static string Reload(string language, TextCatalogue texts) =>
        $"<p><a href=\"\">{Encode(texts.Text("page.line.reload", language))}</a></p>";

    private static Dictionary<string, string> One(string name, int number, string language) =>
        new() { [name] = number.ToString("N0", CultureInfo.GetCultureInfo(language == Languages.Default ? "id-ID" : "en-GB")) };

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private sealed class Refreshed(HtmlPage page, int seconds) : IResult
    {
        public bool OfItself { get; init; } = true;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var (headers, after) = (httpContext.Response.Headers, seconds.ToString(CultureInfo.InvariantCulture));
            headers.RetryAfter = after;
            if (OfItself) headers["Refresh"] = after;
            return page.ExecuteAsync(httpContext);
        }
    }
}
