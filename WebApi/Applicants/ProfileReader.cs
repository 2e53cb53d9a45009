using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Net.Http.Headers;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>How complete a profile is.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Status"><c>incomplete</c> or <c>complete</c>.</param>
/// <param name="StatusText">The badge, in the reader's language.</param>
/// <param name="Steps">The seven steps of the guide, in order.</param>
public sealed record CompletenessBody(int Percent, string Status, string StatusText, ImmutableArray<StepBody> Steps);

/// <summary>One step of the guide.</summary>
/// <param name="Step">Such as <c>education</c>.</param>
/// <param name="IsComplete">Whether nothing is missing.</param>
/// <param name="Missing">What is missing, and where to mend it.</param>
public sealed record StepBody(string Step, bool IsComplete, ImmutableArray<ErrorBody> Missing);

/// <summary>Puts a profile into words for its owner.</summary>
internal sealed class ProfileReader
{
    private readonly TextCatalogue texts;
    private readonly string language;

    private ProfileReader(TextCatalogue texts, string language) => (this.texts, this.language) = (texts, language);

    public ProfileBody Read(ApplicantProfile kept, ApplicantReadiness readiness) => ProfileBody.Of(kept) with
    {
        Completeness = Completeness(kept.Completeness),
        MissingToApply = [.. readiness.Missing.Select(missing => Say(missing, Fixes.Find(missing.Code)))],
    };

    /// <summary>Called by the framework.</summary>
    public static ValueTask<ProfileReader?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var language = Languages.Of(context.Request);
        context.Response.Headers.ContentLanguage = language;
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return ValueTask.FromResult<ProfileReader?>(new ProfileReader(
            context.RequestServices.GetRequiredService<TextCatalogue>(), language));
    }

    private CompletenessBody Completeness(ProfileCompleteness kept)
    {
        var status = kept.Percent == 100 ? "complete" : "incomplete";
        return new CompletenessBody(kept.Percent, status, texts.Text($"status.profile.{status}", language), [.. kept.Steps.Select(step =>
            new StepBody(Words.Of(step.Step), step.Missing.IsEmpty, [.. step.Missing.Select(missing =>
                Say(missing, Fixes.Of(step.Step)))]))]);
    }

    private ErrorBody Say(RefusalReason missing, string? fix) =>
        ErrorBody.Of(new FieldError(missing.Pointer, missing.Code) { Fix = fix }, texts, language, OrdinalMap.Empty<string>());
}
