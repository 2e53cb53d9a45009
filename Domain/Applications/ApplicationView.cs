using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Domain.Applications;

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

    public int Round { get; init; }

    public string? Reference { get; init; }

    /// <summary>The office that may see it; null for a draft, which none may.</summary>
    public string? OfficeId { get; init; }

    public VerificationClaim? Claim { get; init; }

    public ImmutableSortedDictionary<string, DocumentVerdict> Verdicts { get; init; } = OrdinalMap.Empty<DocumentVerdict>();

    public SentBack? SentBack { get; init; }

    public VerificationEnd? VerificationEnd { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    public string? Stage { get; init; }

    public ImmutableArray<StageResult> Results { get; init; } = [];

    public Withdrawal? Withdrawal { get; init; }

    public Appointment? Appointment { get; init; }

    /// <summary>What the vacancy keeps for it; null when it takes everybody.</summary>
    public PlaceReceipt? Place { get; init; }

    /// <summary>The view of a state that was begun.</summary>
    public static ApplicationView Of(string applicationId, ApplicationState state) => new()
    {
        ApplicationId = applicationId,
        Status = state.Status,
        ApplicantId = state.ApplicantId!,
        BatchId = state.BatchId!,
        VacancyId = state.VacancyId!,
        Revision = state.Revision,
        Documents = state.Documents,
        LastStep = state.LastStep,
        SubmittedAt = state.SubmittedAt,
        Round = state.Round,
        Reference = state.Reference,
        OfficeId = VerificationRule.OfficeOf(state),
        Claim = state.Claim,
        Verdicts = state.Verdicts,
        SentBack = state.SentBack,
        VerificationEnd = state.VerificationEnd,
        VerifiedAt = state.VerifiedAt,
        Stage = state.Stage,
        Results = state.Results,
        Withdrawal = state.Withdrawal,
        Appointment = state.Appointment,
        Place = state.Place,
    };
}
