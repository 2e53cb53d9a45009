using System.Collections.Immutable;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>A published offer.</summary>
public sealed record VacancyBody
{
    public required string Id { get; init; }

    /// <summary>One application per person and batch.</summary>
    public required string BatchId { get; init; }

    public required string Programme { get; init; }

    /// <summary>Placement scheme, such as <c>g-to-g</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Name of the position by language.</summary>
    public required ImmutableSortedDictionary<string, string> Title { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>The first instant at which nobody can apply any more.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>Whether an application sent now would be in time.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>In the order in which they are asked for.</summary>
    public required ImmutableArray<RequiredDocumentBody> RequiredDocuments { get; init; }

    /// <summary>Who may apply; left out when nothing is demanded.</summary>
    public DemandsBody? Demands { get; init; }

    /// <summary>The selection after the documents are verified, in order.</summary>
    public required ImmutableArray<StageBody> Stages { get; init; }

    /// <summary>Years during which who withdraws after a binding stage may not apply to the programme again.</summary>
    public required int WithdrawalBarYears { get; init; }

    /// <summary>The days on which the offices see applicants, Jakarta time, both inclusive; left out when they do not.</summary>
    public VerificationDaysBody? Verification { get; init; }

    /// <summary>How many applications are taken, and who gets in when there are more; left out when everybody in time is in.</summary>
    public IntakeBody? Intake { get; init; }

    /// <summary>
    /// Places that nobody has yet, as of a moment ago; 0 while somebody waits. Left out when everybody in time is in, and for a draw,
    /// in which nobody comes too late before the end.
    /// </summary>
    public int? PlacesLeft { get; init; }

    /// <param name="notice">What is announced.</param>
    /// <param name="now">Decides whether it is open.</param>
    /// <param name="inUse">Places in use, where that is known.</param>
    internal static VacancyBody Of(VacancyNotice notice, DateTimeOffset now, int? inUse = null) => new()
    {
        Id = notice.VacancyId,
        BatchId = notice.BatchId,
        Programme = notice.Programme,
        Scheme = notice.Scheme,
        Country = notice.Country,
        Title = notice.Title,
        OpensAt = notice.OpensAt,
        ClosesAt = notice.ClosesAt,
        IsOpen = notice.IsOpenAt(now),
        RequiredDocuments =
            [.. notice.RequiredDocuments.Select(required => new RequiredDocumentBody(required.TypeCode, required.IsOptional))],
        Demands = notice.Demands is { } demands ? DemandsBody.Of(demands) : null,
        Stages = [.. notice.Stages.Select(stage => new StageBody(stage.Code, stage.Label, stage.IsBinding))],
        WithdrawalBarYears = notice.WithdrawalBarYears,
        Verification = notice.Verification is { } days ? new VerificationDaysBody(days.From, days.To) : null,
        Intake = notice.Intake is { } intake ? IntakeBody.Of(intake) : null,
        PlacesLeft = notice.Intake is { Kind: IntakeKind.FirstCome, Places: var places } && inUse is { } used
            ? Math.Max(0, places - used) : null,
    };
}

/// <summary>How many applications a vacancy takes.</summary>
/// <param name="Kind"><c>first-come</c>, or <c>draw</c>: everybody in time is in, a draw after the end decides.</param>
/// <param name="Places">How many are taken.</param>
/// <param name="KeepsWaitingList">Whether who comes too late, or is not drawn, waits for a place that becomes free.</param>
/// <param name="OfferHours">Hours to accept a place that became free.</param>
/// <param name="SeedHash">For a draw: SHA-256 of its seed in lower-case hexadecimal.</param>
public sealed record IntakeBody(string Kind, int Places, bool KeepsWaitingList, int OfferHours, string? SeedHash)
{
    internal static IntakeBody Of(Intake intake) =>
        new(Words.Of(intake.Kind), intake.Places, intake.KeepsWaitingList, intake.OfferHours, intake.SeedHash);
}

/// <summary>A document an application needs.</summary>
/// <param name="Type">Code of the document type.</param>
/// <param name="Optional">Asked only of those who have it.</param>
public sealed record RequiredDocumentBody(string Type, bool Optional);

/// <summary>What a person must be to apply, measured at the cut-off date.</summary>
public sealed record DemandsBody
{
    public required DateOnly CutoffDate { get; init; }

    /// <summary>Full years, inclusive.</summary>
    public required int MinimumAge { get; init; }

    /// <summary>Full years, inclusive; left out when there is no limit.</summary>
    public int? MaximumAge { get; init; }

    /// <summary>Any one of these is enough; empty when none is demanded.</summary>
    public required ImmutableArray<StudyBody> Studies { get; init; }

    /// <summary>Months of work as a nurse since the nurse registration was issued; 0 for none.</summary>
    public required int MinimumExperienceMonths { get; init; }

    internal static DemandsBody Of(EligibilityDemands demands) => new()
    {
        CutoffDate = demands.CutoffDate,
        MinimumAge = demands.MinimumAge,
        MaximumAge = demands.MaximumAge,
        Studies = [.. demands.Studies.Select(study => new StudyBody(study.Level, study.Field, study.WithDocument))],
        MinimumExperienceMonths = demands.MinimumExperienceMonths,
    };
}

/// <summary>A study that opens a position.</summary>
/// <param name="Level">Such as <c>diploma-three</c>; a Ners is <c>profession</c>.</param>
/// <param name="Field">Such as <c>nursing</c>; left out for any.</param>
/// <param name="WithDocument">Document type that must go with it; left out for none.</param>
public sealed record StudyBody(string Level, string? Field, string? WithDocument);

/// <summary>A stage of the selection.</summary>
/// <param name="Code">Such as <c>admin-passed</c>.</param>
/// <param name="Label">Its name by language.</param>
/// <param name="IsBinding">Whether withdrawing after it bars the person.</param>
public sealed record StageBody(string Code, ImmutableSortedDictionary<string, string> Label, bool IsBinding);

/// <summary>Days on which offices see applicants, both inclusive.</summary>
public sealed record VerificationDaysBody(DateOnly From, DateOnly To);
