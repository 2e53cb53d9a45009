using System.Collections.Immutable;
using System.Globalization;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Domain.Applications;

/// <summary>What an applicant can show for a vacancy, read from the profile and from documents.</summary>
public static class ApplicantEvidence
{
    /// <summary>Letters of this type prove work; their fields <c>from</c> and <c>to</c> say when.</summary>
    public const string WorkType = "work-experience";

    /// <param name="profile">Null before the first save.</param>
    /// <param name="documents">Documents that can go into an application.</param>
    /// <param name="barredUntil">The day a bar from the programme ends, or null.</param>
    public static EligibilityFacts Of(Profile? profile, IEnumerable<DocumentView> documents, DateOnly? barredUntil)
    {
        var held = documents.ToImmutableArray();
        return new EligibilityFacts
        {
            BirthDate = profile?.BirthDate,
            BarredUntil = barredUntil,
            Studies = [.. (profile?.Education.Entries ?? []).Where(entry => entry.GraduationYear is not null).Select(StudyOf)],
            Documents = [.. held.Select(document => new HeldDocument(document.TypeCode, document.IssuedOn))],
            Work = [.. held.Where(document => document.TypeCode == WorkType).Select(PeriodOf).OfType<WorkPeriod>()],
        };
    }

    private static HeldStudy StudyOf(EducationEntry entry) =>
        new(KebabCase.From(entry.Level.ToString()), KebabCase.From(entry.Field.ToString()));

    private static WorkPeriod? PeriodOf(DocumentView letter) =>
        DayIn(letter, "from") is { } from && DayIn(letter, "to") is { } to ? new WorkPeriod(from, to) : null;

    private static DateOnly? DayIn(DocumentView letter, string detail) =>
        letter.Details.TryGetValue(detail, out var text)
        && DateOnly.TryParseExact(text.Reveal(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
