using System.Text.Encodings.Web;
using Siskop2mi.Domain.Applications;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Applications;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Pages.Applications;

/// <summary>Where the QR code of a letter leads: whether it is genuine, whether it still stands, and what to compare.</summary>
internal static class VerifyPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/verify/{token}", Show).WaitsInLine().AllowEverybody()
        .RequireRateLimiting(AttemptLimits.Policy).ExcludeFromDescription();

    private static async Task<IResult> Show(
        string token, HttpRequest request, Letters letters, TextCatalogue texts, CancellationToken cancellationToken)
    {
        var language = Languages.Of(request);
        var letter = await letters.Verify(token, cancellationToken);
        var (title, lead) = TextOf(letter.Standing);
        var asOf = texts.Text("page.verify.as-of", language, new Dictionary<string, string> { ["at"] = WibText.Of(letter.AsOf, language) });
        return new HtmlPage(StatusCodes.Status200OK, language, texts.Text(title, language), texts.Text(lead, language),
            $"{Rows(letter, texts, language)}<p>{HtmlEncoder.Default.Encode(asOf)}</p>");
    }

    private static (string Title, string Lead) TextOf(string standing) =>
        standing == Words.Of(LetterStanding.Current) ? ("page.verify.current.title", "page.verify.current.lead")
        : standing == Words.Of(LetterStanding.Outdated) ? ("page.verify.outdated.title", "page.verify.outdated.lead")
        : standing == Words.Of(LetterStanding.Void) ? ("page.verify.void.title", "page.verify.void.lead")
        : ("page.verify.not-genuine.title", "page.verify.not-genuine.lead");

    private static string Rows(LetterBody letter, TextCatalogue texts, string language)
    {
        if (letter.Reference is null) return "";
        (string Key, string? Value)[] rows =
        [
            ("page.letter.reference", letter.Reference),
            ("page.letter.name", letter.Initials),
            ("page.letter.national-id", $"************{letter.NationalIdEnd}"),
            ("page.letter.position", letter.Position),
            ("page.letter.office", letter.Office),
            ("page.letter.submitted-at", letter.SubmittedAt is { } sent ? WibText.Of(sent, language) : null),
            ("page.letter.made-at", letter.IssuedAt is { } made ? WibText.Of(made, language) : null),
        ];
        var encoder = HtmlEncoder.Default;
        return $"<dl>{string.Concat(rows.Where(row => row.Value is { Length: > 0 }).Select(
            row => $"<dt>{encoder.Encode(texts.Text(row.Key, language))}</dt><dd>{encoder.Encode(row.Value!)}</dd>"))}</dl>";
    }
}
