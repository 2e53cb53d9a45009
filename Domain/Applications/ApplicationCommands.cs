using System.Collections.Immutable;

namespace Siskop2mi.Domain.Applications;

/// <summary>A person begins an application (guide L3).</summary>
public sealed record StartApplication(string ApplicantId, string VacancyId);

/// <summary>A person picks documents from the wallet (guide L7-L8): the whole map, document type code to document id.</summary>
public sealed record PickDocuments(ImmutableSortedDictionary<string, string> Documents, int ExpectedRevision);

/// <summary>A person answers the last step (guide L12).</summary>
public sealed record AnswerLastStep(LastStep LastStep, int ExpectedRevision);

/// <summary>A person sends the application.</summary>
/// <param name="SubmissionKey">The client's idempotency key.</param>
/// <param name="ReceivedAt">When the server received the request: the instant that counts against the window.</param>
public sealed record SubmitApplication(string SubmissionKey, DateTimeOffset ReceivedAt);

/// <summary>An officer takes the dossier.</summary>
public sealed record ClaimApplication(string OfficerId, string OfficeId);

/// <summary>An officer gives the dossier back to the queue.</summary>
public sealed record ReleaseApplication(string OfficerId, string OfficeId);

/// <summary>An officer finds all documents in order.</summary>
public sealed record VerifyApplication(string OfficerId, string OfficeId);

/// <summary>What the applicant holds after sending.</summary>
public sealed record ApplicationReceipt(string ApplicationId, DateTimeOffset SubmittedAt);

/// <summary>An application as its owner and the officers of its office see it.</summary>
public sealed record ApplicationView
{
    public required string ApplicationId { get; init; }

    public required ApplicationStatus Status { get; init; }

    public required string ApplicantId { get; init; }

    public required string BatchId { get; init; }

    public required string VacancyId { get; init; }

    public required int Revision { get; init; }

    public required ImmutableSortedDictionary<string, string> Documents { get; init; }

    public LastStep? LastStep { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public VerificationClaim? Claim { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    public Appointment? Appointment { get; init; }
}
