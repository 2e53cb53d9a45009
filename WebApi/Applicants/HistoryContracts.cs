using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>What a person has done of one kind.</summary>
/// <param name="HasNone">True: "I have none". Absent: not answered yet.</param>
/// <param name="Entries">What there is.</param>
public sealed record HistoryBody<T>(bool? HasNone, ImmutableArray<T> Entries);

/// <summary>Makes bodies of histories.</summary>
internal static class HistoryBody
{
    public static HistoryBody<TBody> Of<T, TBody>(History<T> kept, Func<T, TBody> of) =>
        new(kept.HasNone, [.. kept.Entries.Select(of)]);
}

/// <summary>One school or study.</summary>
public sealed record EducationBody(
    string Level, string Institution, string Major, string? Field, int StartYear, int? GraduationYear)
{
    internal static EducationBody Of(EducationEntry kept) => new(
        Words.Of(kept.Level), kept.Institution, kept.Major, kept.Field is StudyField.Unspecified ? null : Words.Of(kept.Field),
        kept.StartYear, kept.GraduationYear);
}

/// <summary>One job.</summary>
public sealed record WorkBody(
    string JobTitle,
    string Company,
    string EmploymentType,
    string LocationType,
    string Location,
    DateOnly StartedOn,
    DateOnly? EndedOn,
    bool IsCurrent,
    string? Description,
    string? ProofDocumentId)
{
    internal static WorkBody Of(WorkEntry kept) => new(
        kept.JobTitle, kept.Company, Words.Of(kept.EmploymentType), Words.Of(kept.LocationType), kept.Location,
        kept.StartedOn, kept.EndedOn, kept.IsCurrent, kept.Description, kept.ProofDocumentId);
}

/// <summary>One training.</summary>
public sealed record TrainingBody(
    string Institution,
    string Programme,
    string Vocation,
    string SubVocation,
    string LocationType,
    string Location,
    DateOnly StartedOn,
    DateOnly EndedOn,
    string? Description,
    string? ProofDocumentId)
{
    internal static TrainingBody Of(TrainingEntry kept) => new(
        kept.Institution, kept.Programme, kept.Vocation, kept.SubVocation, Words.Of(kept.LocationType), kept.Location,
        kept.StartedOn, kept.EndedOn, kept.Description, kept.ProofDocumentId);
}

/// <summary>One certification.</summary>
public sealed record CertificationBody(
    string Programme, string CertifyingBody, string? Score, DateOnly IssuedOn, DateOnly? ExpiresOn, string? ProofDocumentId)
{
    internal static CertificationBody Of(CertificationEntry kept) => new(
        kept.Programme, kept.CertifyingBody, kept.Score, kept.IssuedOn, kept.ExpiresOn, kept.ProofDocumentId);
}
