using System.Collections.Immutable;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Applications;

/// <summary>An application as its owner and the officers of its office see it.</summary>
public sealed record ApplicationBody
{
    public required string Id { get; init; }

    /// <summary>What people call it by; absent before it was sent.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// <c>draft</c>, <c>submitted</c>, <c>needs-fix</c>, <c>documents-verified</c>, <c>documents-failed</c>, <c>absent</c>,
    /// <c>in-selection</c>, <c>unsuccessful</c> or <c>withdrawn</c>; where the vacancy keeps places also <c>waiting-for-place</c>,
    /// <c>place-on-offer</c>, <c>in-draw</c> or <c>not-drawn</c>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The status in the reader's language.</summary>
    public required string StatusText { get; init; }

    public required string BatchId { get; init; }

    public required string VacancyId { get; init; }

    public required int Revision { get; init; }

    public required ImmutableSortedDictionary<string, string> Documents { get; init; }

    public LastStepBody? LastStep { get; init; }

    /// <summary>The office that verifies; the one of the last step, unless the dossier was given to another.</summary>
    public string? OfficeId { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>How often it was sent.</summary>
    public required int Round { get; init; }

    /// <summary>For a draft: what sending would refuse, with the place to mend it. Only with one application.</summary>
    public ImmutableArray<Mending>? Missing { get; init; }

    /// <summary>Sent back: exactly what is to be fixed. Absent otherwise.</summary>
    public ImmutableArray<ItemToFix>? ToFix { get; init; }

    public SentBackBody? SentBack { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Why verification ended without success.</summary>
    public EndBody? VerificationEnd { get; init; }

    /// <summary>Published results, oldest first.</summary>
    public required ImmutableArray<StageResultBody> Results { get; init; }

    public WithdrawalBody? Withdrawal { get; init; }

    /// <summary>When the applicant comes to the office, once a slot is booked.</summary>
    public AppointmentBody? Appointment { get; init; }

    /// <summary>What the vacancy keeps for it; absent when it takes everybody, and before it was sent.</summary>
    public PlaceBody? Place { get; init; }

    public override string ToString() => nameof(ApplicationBody);

    /// <param name="view">The application.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="notice">Its vacancy, where the names of stages are wanted.</param>
    internal static ApplicationBody Of(ApplicationView view, Reader reader, VacancyNotice? notice = null) => new()
    {
        Id = view.ApplicationId,
        Reference = view.Reference,
        Status = Words.Of(view.Status),
        StatusText = reader.StatusText(view.Status),
        BatchId = view.BatchId,
        VacancyId = view.VacancyId,
        Revision = view.Revision,
        Documents = view.Documents,
        LastStep = view.LastStep is { } last ? new LastStepBody(last.OfficeId, last.NeedsPassportRecommendation, last.Message) : null,
        OfficeId = view.OfficeId,
        SubmittedAt = view.SubmittedAt,
        Round = view.Round,
        ToFix = view.Status is ApplicationStatus.NeedsFix ? ItemToFix.AllOf(view, reader) : null,
        SentBack = view.SentBack is { } sent ? new SentBackBody(sent.At, sent.DueAt, sent.Message) : null,
        ClaimedAt = view.Claim?.At,
        VerifiedAt = view.VerifiedAt,
        VerificationEnd = view.VerificationEnd is { } end
            ? new EndBody(end.At, end.Reason, end.Reason is { } code ? reader.ReasonText(code) : null, end.Note) : null,
        Results = [.. view.Results.Select(result => StageResultBody.Of(result, reader, notice))],
        Withdrawal = view.Withdrawal is { } withdrawal
            ? new WithdrawalBody(
                withdrawal.At, withdrawal.Reason, reader.ReasonText(withdrawal.Reason), withdrawal.Note, withdrawal.BarredUntil)
            : null,
        Appointment = AppointmentBody.Of(view.Appointment),
        Place = PlaceBody.Of(view, notice),
    };
}

/// <summary>Where an application stands: the little that who polls needs.</summary>
/// <param name="Id">The application.</param>
/// <param name="Status">As in the whole application.</param>
/// <param name="StatusText">The status in the reader's language.</param>
/// <param name="Revision">Another one means that something changed: read the whole.</param>
/// <param name="Round">How often it was sent.</param>
/// <param name="SubmittedAt">When it was sent last; absent before.</param>
public sealed record StatusBody(string Id, string Status, string StatusText, int Revision, int Round, DateTimeOffset? SubmittedAt)
{
    internal static StatusBody Of(ApplicationView view, Reader reader) => new(
        view.ApplicationId, Words.Of(view.Status), reader.StatusText(view.Status), view.Revision, view.Round, view.SubmittedAt);
}

/// <summary>The last step as answered.</summary>
public sealed record LastStepBody(string OfficeId, bool NeedsPassportRecommendation, string? Message);

/// <summary>Something that is missing.</summary>
/// <param name="Code">Stable; the same codes as in the refusal of a submission.</param>
/// <param name="Pointer">The field, document type or step concerned.</param>
/// <param name="Text">What to do, in the reader's language.</param>
/// <param name="Fix">Where to mend it.</param>
public sealed record Mending(string Code, string Pointer, string Text, string? Fix)
{
    internal static Mending Of(RefusalReason reason, string applicationId, Reader reader) => new(
        reason.Code, reason.Pointer, reader.MendingText(reason.Code),
        MendingPlaces.Of(applicationId, reason.Pointer) ?? Fixes.Find(reason.Code));
}

/// <summary>A document that was sent back.</summary>
/// <param name="Type">Code of the document type.</param>
/// <param name="Reason">Code of <c>GET /reasons</c>.</param>
/// <param name="ReasonText">The reason in the reader's language.</param>
/// <param name="Note">The officer's further words.</param>
/// <param name="NeedsReplacement">Whether another document has to be picked; if not, the original is to be shown at the office.</param>
/// <param name="IsMended">Whether another document was picked since.</param>
/// <param name="Fix">Where to pick another document.</param>
public sealed record ItemToFix(
    string Type, string Reason, string ReasonText, string? Note, bool NeedsReplacement, bool IsMended, string Fix)
{
    internal static ImmutableArray<ItemToFix> AllOf(ApplicationView view, Reader reader) =>
        [.. view.Verdicts
            .Where(verdict => verdict.Value.Kind is VerdictKind.NeedsFix)
            .Where(verdict => !IsMendedIn(view, verdict.Key) || verdict.Value.At >= view.SubmittedAt)
            .Select(verdict => new ItemToFix(
                verdict.Key,
                verdict.Value.Reason!,
                reader.ReasonText(verdict.Value.Reason!),
                verdict.Value.Note,
                verdict.Value.NeedsReplacement,
                IsMendedIn(view, verdict.Key),
                MendingPlaces.Of(view.ApplicationId, $"documents/{verdict.Key}")!))];

    // What was mended in an earlier round and not looked at since is not to be fixed now.
    private static bool IsMendedIn(ApplicationView view, string type) =>
        view.Documents.GetValueOrDefault(type) != view.Verdicts[type].DocumentId;
}

/// <summary>How it was sent back.</summary>
/// <param name="At">When.</param>
/// <param name="DueAt">The first instant at which it is too late to send it again.</param>
/// <param name="Message">The officer's words to the applicant.</param>
public sealed record SentBackBody(DateTimeOffset At, DateTimeOffset DueAt, string? Message);

/// <summary>Why verification ended without success.</summary>
public sealed record EndBody(DateTimeOffset At, string? Reason, string? ReasonText, string? Note);

/// <summary>A published result.</summary>
/// <param name="Stage">Code of the stage.</param>
/// <param name="StageText">Its name in the reader's language; only with one application.</param>
/// <param name="Result"><c>passed</c> or <c>failed</c>.</param>
/// <param name="Score">As published.</param>
/// <param name="Reason">Words to the applicant.</param>
/// <param name="At">When it was published.</param>
public sealed record StageResultBody(string Stage, string? StageText, string Result, string? Score, string? Reason, DateTimeOffset At)
{
    internal static StageResultBody Of(StageResult result, Reader reader, VacancyNotice? notice) => new(
        result.Stage, reader.StageText(result.Stage, notice), WordOf(result.Passed), result.Score, result.Reason,
        result.At);

    internal static string WordOf(bool passed) => passed ? "passed" : "failed";
}

/// <summary>The applicant stepped back.</summary>
public sealed record WithdrawalBody(DateTimeOffset At, string Reason, string ReasonText, string? Note, DateOnly? BarredUntil);

/// <summary>Where to mend what a reason points to, within an application; null for what is mended elsewhere.</summary>
internal static class MendingPlaces
{
    public static string? Of(string applicationId, string pointer) => pointer.Split('/')[0] switch
    {
        "documents" => $"{Routes.Root}/applications/{applicationId}/documents",
        "lastStep" => $"{Routes.Root}/applications/{applicationId}/last-step",
        _ => null,
    };
}
