using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>One person's application to one batch: its draft, and what came of it.</summary>
public sealed record ApplicationState : Entity
{
    public ApplicationStatus Status { get; init; }

    public string? ApplicantId { get; init; }

    public string? BatchId { get; init; }

    public string? VacancyId { get; init; }

    /// <summary>Grows by one with every accepted change; the ETag of the application.</summary>
    public int Revision { get; init; }

    /// <summary>Documents picked from the wallet: document type code to document id.</summary>
    public ImmutableSortedDictionary<string, string> Documents { get; init; } = OrdinalMap.Empty<string>();

    public LastStep? LastStep { get; init; }

    /// <summary>The client's key of the submission that was accepted; a repeat with it is harmless.</summary>
    public string? SubmissionKey { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public VerificationClaim? Claim { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The slot at the chosen office that is held; null while none is.</summary>
    public Appointment? Appointment { get; init; }
}

/// <summary>Where an application to a government programme stands (domain reference 5.4b).</summary>
public enum ApplicationStatus
{
    NotStarted = 0,
    Draft = 1,

    /// <summary>Sent; waits for the chosen office to check the documents.</summary>
    Submitted = 2,
    DocumentsVerified = 3,
}

/// <summary>The last step of the guide (L12).</summary>
/// <param name="OfficeId">The BP3MI that checks the documents.</param>
/// <param name="NeedsPassportRecommendation">Whether a letter to Immigration is wanted.</param>
/// <param name="Message">Free words to the office, or null.</param>
public sealed record LastStep(string OfficeId, bool NeedsPassportRecommendation, string? Message);

/// <summary>An officer has the dossier open; nobody else may decide.</summary>
public sealed record VerificationClaim(string OfficerId, DateTimeOffset At);
