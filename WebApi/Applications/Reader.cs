using System.Reflection;
using Microsoft.Net.Http.Headers;
using Siskop2mi.Domain.Applications;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Applications;

/// <summary>Who reads an answer: the same status and event have other words for an applicant than for an officer.</summary>
internal sealed class Reader
{
    private readonly TextCatalogue texts;
    private readonly string language;
    private readonly string audience;

    private Reader(TextCatalogue texts, string language, string audience) =>
        (this.texts, this.language, this.audience) = (texts, language, audience);

    public string StatusText(ApplicationStatus status) => texts.Text($"status.application.{Words.Of(status)}.{audience}", language);

    /// <summary>The words for an event, or null for one of a newer version of the program.</summary>
    public string? EventText(string name) =>
        texts.Has($"event.{name}.{audience}") ? texts.Text($"event.{name}.{audience}", language) : null;

    /// <summary>Called by the framework.</summary>
    public static ValueTask<Reader?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var language = Languages.Of(context.Request);
        context.Response.Headers.ContentLanguage = language;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var isApplicant = context.Features.Get<CurrentUser>()?.Account.Role is Domain.Applicants.AccountRole.Applicant;
        return ValueTask.FromResult<Reader?>(new Reader(
            context.RequestServices.GetRequiredService<TextCatalogue>(), language, isApplicant
                ? TextCatalogue.Applicant : TextCatalogue.Officer));
    }
}
