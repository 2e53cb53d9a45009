using System.Text.Encodings.Web;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Pages.Applicants;

/// <summary>
/// Where the link in the activation mail leads: one button. Opening the link changes nothing, because mail scanners open
/// links too; pressing the button activates.
/// </summary>
internal static class ActivationPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/activation/{id}/{code}", Ask).WaitsInLine().AllowEverybody().ExcludeFromDescription();
        routes.MapPost("/activation/{id}/{code}", Activate).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .ExcludeFromDescription();
    }

    private static IResult Ask(HttpRequest request, TextCatalogue texts)
    {
        var language = Languages.Of(request);
        var button = HtmlEncoder.Default.Encode(texts.Text("page.activation.button", language));
        return new HtmlPage(StatusCodes.Status200OK, language, texts.Text("page.activation.title", language),
            texts.Text("page.activation.lead", language), $"<form method=\"post\"><button type=\"submit\">{button}</button></form>");
    }

    private static async Task<IResult> Activate(
        string id, string code, HttpRequest request, Registrations registrations, TextCatalogue texts)
    {
        var language = Languages.Of(request);
        var outcome = await registrations.Activate(id, code);
        if (outcome.Refusal is not { } refusal)
            return new HtmlPage(StatusCodes.Status200OK, language, texts.Text("page.activation.done.title", language),
                texts.Text("page.activation.done.lead", language));
        return new HtmlPage(Problem.Of(refusal).Status, language, texts.Text($"refusal.{refusal.Code}", language, refusal.Facts),
            texts.Text($"refusal.{refusal.Code}.detail", language, refusal.Facts));
    }
}
