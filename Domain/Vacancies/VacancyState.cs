using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Vacancies;

/// <summary>A published offer; for a government programme, one position of one batch.</summary>
public sealed record VacancyState : HoldingEntity
{
    public VacancyStatus Status { get; init; }

    public VacancyNotice? Notice { get; init; }

    /// <summary>Places in use, taken or on offer; the database checks it against the notice.</summary>
    public int Taken { get; init; }

    /// <summary>The highest number given so far.</summary>
    public long LastNumber { get; init; }

    /// <summary>The last attempt; every request and every offer has one of its own.</summary>
    public long LastAttempt { get; init; }

    /// <summary>The draw, once it was held.</summary>
    public DrawResult? Draw { get; init; }
}

/// <summary>Where a vacancy stands. Open and closed follow from the window, so they are not stored.</summary>
public enum VacancyStatus
{
    NotStarted = 0,
    Announced = 1,
}

/// <summary>What is announced to everybody.</summary>
public sealed record VacancyNotice
{
    public required string VacancyId { get; init; }

    /// <summary>The intake this position belongs to, such as <c>ijepa-16</c>: one application per person and batch.</summary>
    public required string BatchId { get; init; }

    public required string Programme { get; init; }

    /// <summary>Placement scheme, such as <c>g-to-g</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Name of the position by language (id, en).</summary>
    public required ImmutableSortedDictionary<string, string> Title { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>The first instant at which nobody can apply any more.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    public required ImmutableArray<RequiredDocument> RequiredDocuments { get; init; }

    /// <summary>How many applications are taken; null when everybody who is in time is in.</summary>
    public Intake? Intake { get; init; }

    /// <summary>Who may apply; null when nothing is demanded but the law's minimum age.</summary>
    public EligibilityDemands? Demands { get; init; }

    /// <summary>What comes after the documents are verified, in order; results are published stage by stage.</summary>
    public ImmutableArray<SelectionStage> Stages { get; init; } = [];

    /// <summary>Years during which who withdraws after a binding stage may not apply to this programme again; 0 for none.</summary>
    public int WithdrawalBarYears { get; init; }

    /// <summary>When the chosen offices see applicants in person; null when they do not.</summary>
    public VerificationDays? Verification { get; init; }

    /// <summary>Whether an application that the server received at an instant is in time.</summary>
    public bool IsOpenAt(DateTimeOffset instant) => instant >= OpensAt && instant < ClosesAt;

    /// <summary>
    /// The same batch in another window, as a demo needs it: the cut-off moves with the close, and offices see people from the
    /// opening on.
    /// </summary>
    public VacancyNotice MovedTo(DateTimeOffset opensAt, DateTimeOffset closesAt)
    {
        var days = IndonesianTime.JakartaDate(closesAt).DayNumber - IndonesianTime.JakartaDate(ClosesAt).DayNumber;
        return this with
        {
            OpensAt = opensAt,
            ClosesAt = closesAt,
            Demands = Demands is null ? null : Demands with { CutoffDate = Demands.CutoffDate.AddDays(days) },
            Verification = Verification is null
                ? null : new VerificationDays(IndonesianTime.JakartaDate(opensAt), IndonesianTime.JakartaDate(closesAt)),
        };
    }
}

/// <summary>A document an application needs.</summary>
/// <param name="TypeCode">Code of the document type.</param>
/// <param name="IsOptional">Asked of those who have it; never a reason to refuse.</param>
public sealed record RequiredDocument(string TypeCode, bool IsOptional);

/// <summary>What a person must be to apply, measured at the cut-off date of the batch and not on the day they apply.</summary>
public sealed record EligibilityDemands
{
    public required DateOnly CutoffDate { get; init; }

    /// <summary>Full years, inclusive.</summary>
    public required int MinimumAge { get; init; }

    /// <summary>Full years, inclusive; null when there is no upper limit.</summary>
    public int? MaximumAge { get; init; }

    /// <summary>Any one of these studies is enough; empty when none is demanded.</summary>
    public ImmutableArray<StudyDemand> Studies { get; init; } = [];

    /// <summary>Months of work as a nurse, counted from the day the nurse registration was issued; 0 for none.</summary>
    public int MinimumExperienceMonths { get; init; }
}

/// <summary>A study that opens a position.</summary>
/// <param name="Level">Level in kebab-case, such as <c>diploma-three</c>.</param>
/// <param name="Field">Field in kebab-case, such as <c>nursing</c>; null for any.</param>
/// <param name="WithDocument">Document type code that must go with it, such as <c>careworker-certificate</c>; null for none.</param>
public sealed record StudyDemand(string Level, string? Field, string? WithDocument);

/// <summary>A step of the selection after the documents are verified, as reference data.</summary>
/// <param name="Code">Kebab-case, such as <c>admin-passed</c>.</param>
/// <param name="Label">Its name by language (id, en).</param>
/// <param name="IsBinding">Whether withdrawing after it bars the person.</param>
public sealed record SelectionStage(string Code, ImmutableSortedDictionary<string, string> Label, bool IsBinding);

/// <summary>The days on which applicants come to the office they chose, Jakarta time, both inclusive.</summary>
public sealed record VerificationDays(DateOnly From, DateOnly To);

/// <summary>The notice is put up, or corrected.</summary>
public sealed record AnnounceVacancy(VacancyNotice Notice);

public sealed record VacancyAnnounced(string BatchId, DateTimeOffset OpensAt, DateTimeOffset ClosesAt) : DomainEvent;
