using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

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

    /// <summary>The client's key of the submission that was accepted last; a repeat with it is harmless.</summary>
    public string? SubmissionKey { get; init; }

    /// <summary>Keys of earlier submissions, oldest first; they send nothing else.</summary>
    public ImmutableArray<string> UsedKeys { get; init; } = [];

    /// <summary>When it was sent, for the last time when it came back for a fix.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>How often it was sent: 1 for the first time, 0 for a draft.</summary>
    public int Round { get; init; }

    /// <summary>What people call it by from its first sending on, see <see cref="ApplicationReference"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>The office that verifies. Explicit and changeable: never worked out from a NIK or an address.</summary>
    public string? AssignedOfficeId { get; init; }

    public VerificationClaim? Claim { get; init; }

    /// <summary>What officers found, by document type. A verdict holds as long as its document is the picked one.</summary>
    public ImmutableSortedDictionary<string, DocumentVerdict> Verdicts { get; init; } = OrdinalMap.Empty<DocumentVerdict>();

    /// <summary>How it was last sent back; null when it never was.</summary>
    public SentBack? SentBack { get; init; }

    /// <summary>Why verification ended without success; null when it did not.</summary>
    public VerificationEnd? VerificationEnd { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The slot at the chosen office that is held; null while none is.</summary>
    public Appointment? Appointment { get; init; }

    /// <summary>Code of the last selection stage that was passed; null before the first.</summary>
    public string? Stage { get; init; }

    /// <summary>Published results, oldest first.</summary>
    public ImmutableArray<StageResult> Results { get; init; } = [];

    public Withdrawal? Withdrawal { get; init; }

    /// <summary>What the vacancy keeps for it; null when the vacancy takes everybody, and before it was sent.</summary>
    public PlaceReceipt? Place { get; init; }

    /// <summary>What the sending of <see cref="SubmissionKey"/> came to; null when the vacancy takes everybody.</summary>
    public Sending? Sending { get; init; }
}

/// <summary>How a sending was answered: a repeat is answered the same, wherever the application stands by then.</summary>
/// <param name="Status">Sent, in the line for a place, or in the draw.</param>
/// <param name="Place">What the vacancy kept for it then.</param>
/// <param name="ReceivedAt">When the server received it.</param>
public sealed record Sending(ApplicationStatus Status, PlaceReceipt Place, DateTimeOffset ReceivedAt);

/// <summary>
/// Where an application to a government programme stands (domain reference 5.4b). What comes after the documents are verified
/// differs by programme and is data: the stage reached is beside the status.
/// </summary>
public enum ApplicationStatus
{
    NotStarted = 0,
    Draft = 1,

    /// <summary>Sent; waits for the chosen office to check the documents.</summary>
    Submitted = 2,
    DocumentsVerified = 3,

    /// <summary>Sent back: the applicant mends what is named and sends it again.</summary>
    NeedsFix = 4,
    DocumentsFailed = 5,

    /// <summary>Did not come to the verification.</summary>
    Absent = 6,

    /// <summary>Passed at least one stage of the selection.</summary>
    InSelection = 7,

    /// <summary>Did not pass a stage.</summary>
    Unsuccessful = 8,

    /// <summary>The applicant stepped back.</summary>
    Withdrawn = 9,

    /// <summary>Sent when every place was taken: in the line for one that becomes free.</summary>
    WaitingForPlace = 10,

    /// <summary>A place became free and is kept for it until a deadline.</summary>
    PlaceOnOffer = 11,

    /// <summary>Sent to a vacancy that draws; the draw is still to come.</summary>
    InDraw = 12,

    /// <summary>The draw went to others.</summary>
    NotDrawn = 13,
}

/// <summary>The last step of the guide (L12).</summary>
/// <param name="OfficeId">The BP3MI that checks the documents.</param>
/// <param name="NeedsPassportRecommendation">Whether a letter to Immigration is wanted.</param>
/// <param name="Message">Free words to the office, or null.</param>
public sealed record LastStep(string OfficeId, bool NeedsPassportRecommendation, string? Message);

/// <summary>An officer has the dossier open; nobody else may decide.</summary>
public sealed record VerificationClaim(string OfficerId, DateTimeOffset At);

/// <summary>What an officer found of one document.</summary>
public sealed record DocumentVerdict
{
    /// <summary>The document it speaks of. A replaced document has no verdict any more.</summary>
    public required string DocumentId { get; init; }

    public required VerdictKind Kind { get; init; }

    /// <summary>Code of the catalogue of reasons; null when the document is in order.</summary>
    public string? Reason { get; init; }

    /// <summary>Words to the applicant, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the applicant mends it by picking another document, and not by showing the original.</summary>
    public bool NeedsReplacement { get; init; }

    public required string OfficerId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>How a document looks to an officer.</summary>
public enum VerdictKind
{
    Unspecified = 0,
    Ok = 1,
    NeedsFix = 2,

    /// <summary>Cannot be mended: the whole application fails.</summary>
    Failed = 3,
}

/// <summary>The application went back to the applicant.</summary>
/// <param name="OfficerId">Who sent it back.</param>
/// <param name="At">When.</param>
/// <param name="DueAt">The first instant at which it is too late to send it again.</param>
/// <param name="Message">Words to the applicant, or null.</param>
public sealed record SentBack(string OfficerId, DateTimeOffset At, DateTimeOffset DueAt, string? Message);

/// <summary>Verification ended without success.</summary>
/// <param name="OfficerId">Who decided.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Code of the catalogue of reasons; null for an absence.</param>
/// <param name="Note">Words to the applicant, or null.</param>
public sealed record VerificationEnd(string OfficerId, DateTimeOffset At, string? Reason, string? Note);

/// <summary>A published result of one stage of the selection.</summary>
/// <param name="Stage">Code of the stage.</param>
/// <param name="Passed">Whether it was passed.</param>
/// <param name="Score">As published, or null.</param>
/// <param name="PublicationId">The publication it came in.</param>
/// <param name="At">When it reached the application.</param>
public sealed record StageResult(string Stage, bool Passed, string? Score, string PublicationId, DateTimeOffset At)
{
    /// <summary>Words to the applicant, or null.</summary>
    public string? Reason { get; init; }
}

/// <summary>The applicant stepped back.</summary>
/// <param name="Reason">Code of the catalogue of reasons.</param>
/// <param name="Note">Words of the applicant, or null.</param>
/// <param name="At">When.</param>
/// <param name="BarredUntil">The day from which the person may apply to the programme again; null when nothing is barred.</param>
/// <param name="Programme">The programme barred; null when nothing is barred.</param>
public sealed record Withdrawal(string Reason, string? Note, DateTimeOffset At, DateOnly? BarredUntil, string? Programme);
