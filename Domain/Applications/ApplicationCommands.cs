using System.Collections.Immutable;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Domain.Applications;

/// <summary>A person begins an application (guide L3).</summary>
public sealed record StartApplication(string ApplicantId, string VacancyId);

/// <summary>A person picks documents from the wallet (guide L7-L8): the whole map, document type code to document id.</summary>
public sealed record PickDocuments(ImmutableSortedDictionary<string, string> Documents, int ExpectedRevision);

/// <summary>A person answers the last step (guide L12).</summary>
public sealed record AnswerLastStep(LastStep LastStep, int ExpectedRevision);

/// <summary>A person sends the application, for the first time or with what was to be mended.</summary>
/// <param name="SubmissionKey">The client's idempotency key.</param>
/// <param name="ReceivedAt">When the server received the request: the instant that counts against the window.</param>
public sealed record SubmitApplication(string SubmissionKey, DateTimeOffset ReceivedAt);

/// <summary>A person steps back.</summary>
/// <param name="Reason">Code of the catalogue of reasons.</param>
/// <param name="Note">Further words, or null.</param>
/// <param name="AcceptsBar">Whether the person knows that stepping back now bars them from the programme.</param>
public sealed record WithdrawApplication(string Reason, string? Note, bool AcceptsBar);

/// <summary>The central office publishes the result of a stage.</summary>
/// <param name="Stage">Code of the stage.</param>
/// <param name="Passed">Whether the applicant passed.</param>
/// <param name="Score">As published, or null.</param>
/// <param name="PublicationId">The publication it is part of.</param>
public sealed record PublishResult(string Stage, bool Passed, string? Score, string PublicationId)
{
    /// <summary>Words to the applicant, or null.</summary>
    public string? Reason { get; init; }

    public override string ToString() => nameof(PublishResult);
}

/// <summary>What the applicant holds after sending.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">What to call it by on the telephone and at the office.</param>
/// <param name="Round">1 for the first sending, 2 after the first fix, and so on.</param>
/// <param name="SubmittedAt">When the server received it.</param>
public sealed record ApplicationReceipt(string ApplicationId, string Reference, int Round, DateTimeOffset SubmittedAt)
{
    /// <summary>What the sending came to: sent, in the line for a place, or in the draw.</summary>
    public ApplicationStatus Status { get; init; } = ApplicationStatus.Submitted;

    /// <summary>What the vacancy kept for it then; null when it takes everybody.</summary>
    public PlaceReceipt? Place { get; init; }

    /// <summary>The receipt of the last sending, the same whatever came later.</summary>
    public static ApplicationReceipt Of(string applicationId, ApplicationState sent) =>
        sent.Sending is { } sending
            ? new(applicationId, sent.Reference!, sent.Round, sending.ReceivedAt) { Status = sending.Status, Place = sending.Place }
            : new(applicationId, sent.Reference!, sent.Round, sent.SubmittedAt!.Value);
}
