using System.Reflection;
using Microsoft.Net.Http.Headers;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Applications;

/// <summary>Who reads an answer: the same status and event have other words for an applicant than for an officer.</summary>
internal sealed class Reader
{
    private readonly TextCatalogue texts;
    private readonly ReasonCatalogue reasons;
    private readonly string language;
    private readonly string audience;

    private Reader(TextCatalogue texts, ReasonCatalogue reasons, string language, string audience)
    {
        (this.texts, this.reasons, this.language, this.audience) = (texts, reasons, language, audience);
        Voice = $"{language}.{audience}";
    }

    /// <summary>Readers with the same one read the same words.</summary>
    public string Voice { get; }

    public string StatusText(ApplicationStatus status) => texts.Text($"status.application.{Words.Of(status)}.{audience}", language);

    /// <summary>The words for an event; null for one that this reader is not told of, or of a newer version of the program.</summary>
    public string? EventText(string name, IReadOnlyDictionary<string, string>? values = null) =>
        texts.Has($"event.{name}.{audience}") ? texts.Text($"event.{name}.{audience}", language, values) : null;

    /// <summary>A reason that an officer or applicant chose; one that was taken off the list is shown as its code.</summary>
    public string ReasonText(string code) => reasons.Find(code) is { } reason ? LabelOf(reason.Label) : code;

    /// <summary>What to do about something missing.</summary>
    public string MendingText(string code) => texts.Text(texts.Has($"reason.{code}") ? $"reason.{code}" : $"refusal.{code}", language);

    /// <summary>What is wrong with a row: of a refusal the part that says what there should be.</summary>
    public string RowText(string code, string expected) => texts.Has($"reason.{code}")
        ? texts.Text($"reason.{code}", language)
        : texts.Text($"refusal.{code}.detail", language, new Dictionary<string, string> { ["stage"] = expected });

    /// <summary>The name of a stage of a batch.</summary>
    public string? StageText(string code, VacancyNotice? notice) =>
        notice?.Stages.FirstOrDefault(stage => stage.Code == code) is { } stage ? LabelOf(stage.Label) : null;

    /// <summary>A name of reference data in the reader's language.</summary>
    public string LabelOf(IReadOnlyDictionary<string, string> label) =>
        label.TryGetValue(language, out var own) ? own : label.GetValueOrDefault(Languages.Default, "");

    /// <summary>An instant as people read it, in Western Indonesian Time.</summary>
    public string InstantText(DateTimeOffset instant) => WibText.Of(instant, language);

    /// <summary>Called by the framework.</summary>
    public static ValueTask<Reader?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var language = Languages.Of(context.Request);
        context.Response.Headers.ContentLanguage = language;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var isApplicant = context.Features.Get<CurrentUser>()?.Account.Role is Domain.Applicants.AccountRole.Applicant;
        return ValueTask.FromResult<Reader?>(new Reader(
            context.RequestServices.GetRequiredService<TextCatalogue>(),
            context.RequestServices.GetRequiredService<ReasonCatalogue>(),
            language,
            isApplicant ? TextCatalogue.Applicant : TextCatalogue.Officer));
    }
}
