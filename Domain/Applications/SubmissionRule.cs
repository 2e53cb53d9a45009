using System.Collections.Immutable;
using System.Globalization;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// Sending an application (guide L12, "Simpan"): once per person and batch, within the window, with nothing missing; and sending
/// it again after a fix, until the day named when it was sent back.
/// </summary>
public static class SubmissionRule
{
    // The order is the order in which an applicant hears what is wrong; SubmissionRuleTests pins it.
    public static Decision<ApplicationState> Decide(ApplicationState state, SubmitApplication command, SubmissionFacts facts)
    {
        if (AtTheDoor(state, command, facts.VacancyIsOpen, facts.VacancyIsFull) is { } settled) return settled;
        if (state.Status is not ApplicationStatus.NeedsFix && DraftRule.WhyBarred(facts.Start) is { } barred)
            return Decision.Refuse(state, barred);
        if (Missing(state, facts) is { Length: > 0 } missing) return Decision.Refuse(state, ApplicationRefusals.NotReady.Because(missing));

        if (state.Round == 0 && !facts.Unmet.IsEmpty) return Decision.Refuse(state, NotEligible(facts.Unmet));

        var (status, place) = (ApplicationStatuses.After(state.Status, WayIn(state, facts.Place))!.Value, facts.Place ?? state.Place);
        var next = state with
        {
            Status = status,
            Place = place,
            Sending = place is null ? null : new Sending(status, place, command.ReceivedAt),
            Revision = state.Revision + 1,
            SubmissionKey = command.SubmissionKey,
            UsedKeys = state.SubmissionKey is { } used ? state.UsedKeys.Add(used) : state.UsedKeys,
            SubmittedAt = command.ReceivedAt,
            Round = state.Round + 1,
            Reference = state.Reference ?? facts.Reference,
            AssignedOfficeId = state.AssignedOfficeId ?? state.LastStep!.OfficeId,
        };
        return Decision.Accept(next, Happened(state, next, command.ReceivedAt));
    }

    /// <summary>
    /// What is settled by the application and its vacancy alone, or null: a repeat, and who comes too late. In a rush that is nearly
    /// everybody, and nothing else has to be asked for to tell them.
    /// </summary>
    /// <param name="state">The application.</param>
    /// <param name="command">The sending.</param>
    /// <param name="isOpen">Whether the vacancy takes applications at that moment.</param>
    /// <param name="isFull">Whether every place is taken by others and nobody waits.</param>
    public static Decision<ApplicationState>? AtTheDoor(ApplicationState state, SubmitApplication command, bool isOpen, bool isFull)
    {
        if (state.Status is ApplicationStatus.NotStarted) return Decision.Refuse(state, ApplicationRefusals.NotFound);
        if (state.SubmissionKey == command.SubmissionKey) return Decision.Repeat(state);
        // A double of an earlier sending that was long on its way must not send what is being mended.
        if (state.UsedKeys.Contains(command.SubmissionKey)) return Decision.Refuse(state, RequestRefusals.KeyReused);
        if (ApplicationStatuses.After(state.Status, ApplicationCommand.Submit) is null)
            return Decision.Refuse(state, ApplicationRefusals.NotADraft);
        return TooLate(state, command, isOpen, isFull) is { } late ? Decision.Refuse(state, late) : null;
    }

    // What came back has its place already.
    private static ApplicationCommand WayIn(ApplicationState state, PlaceReceipt? place) =>
        state.Status is not ApplicationStatus.Draft ? ApplicationCommand.Submit : place?.Status switch
        {
            HoldingStatus.Waiting => ApplicationCommand.JoinLine,
            HoldingStatus.Entered => ApplicationCommand.JoinDraw,
            _ => ApplicationCommand.Submit,
        };

    private static DomainEvent Happened(ApplicationState state, ApplicationState next, DateTimeOffset receivedAt) => next.Status switch
    {
        ApplicationStatus.WaitingForPlace => new LineJoined(state.VacancyId!, next.Place!.Number),
        ApplicationStatus.InDraw => new DrawJoined(state.VacancyId!, receivedAt),
        _ when state.Round == 0 => new ApplicationSubmitted(state.VacancyId!, state.LastStep!.OfficeId, receivedAt),
        _ => new ApplicationResubmitted(next.AssignedOfficeId!, next.Round, receivedAt),
    };

    /// <summary>What is missing, in the order of the guide: profile (L4-L6), documents (L7-L11), last step (L12).</summary>
    public static ImmutableArray<RefusalReason> Missing(ApplicationState state, SubmissionFacts facts) =>
        state.Status is ApplicationStatus.NeedsFix ? ToMend(state, facts) : MissingFromDraft(state, facts);

    private static Refusal NotEligible(ImmutableArray<EligibilityTick> unmet) => unmet
        .SelectMany(tick => tick.Facts)
        .Aggregate(ApplicationRefusals.NotEligible, (refusal, fact) => refusal.With(fact.Key, fact.Value))
        .Because(unmet.Select(tick => new RefusalReason(tick.Code, tick.Pointer)));

    // The window was kept with the first sending; what came back has a day of its own.
    private static Refusal? TooLate(ApplicationState state, SubmitApplication command, bool isOpen, bool isFull) =>
        state is { Status: ApplicationStatus.NeedsFix, SentBack: { } sent }
            ? command.ReceivedAt < sent.DueAt
                ? null
                : ApplicationRefusals.FixOverdue.With("dueAt", sent.DueAt.ToString("O", CultureInfo.InvariantCulture))
            : !isOpen ? ApplicationRefusals.VacancyNotOpen
            : isFull ? VacancyRefusals.QuotaExhausted
            : null;

    // Only what the officer named: a document found in order may expire meanwhile without sending anybody round again.
    private static ImmutableArray<RefusalReason> ToMend(ApplicationState state, SubmissionFacts facts)
    {
        var untouched = VerdictRule.TypesWith(state, VerdictKind.NeedsFix)
            .Where(type => state.Verdicts[type].NeedsReplacement)
            .Select(type => new RefusalReason("document-needs-fix", $"documents/{type}"));
        var takenAway = facts.RequiredTypes.Where(type => !state.Documents.ContainsKey(type) && state.Verdicts.ContainsKey(type))
            .Select(type => new RefusalReason("document-missing", $"documents/{type}"));
        var unusable = facts.UnusableDocuments.Where(reason => state.Verdicts.Any(verdict =>
            verdict.Value.Kind is VerdictKind.NeedsFix && reason.Pointer == $"documents/{verdict.Key}"
            && state.Documents.GetValueOrDefault(verdict.Key) != verdict.Value.DocumentId));
        return [.. untouched, .. takenAway, .. unusable];
    }

    private static ImmutableArray<RefusalReason> MissingFromDraft(ApplicationState state, SubmissionFacts facts)
    {
        var missing = ImmutableArray.CreateBuilder<RefusalReason>();
        missing.AddRange(facts.MissingFromProfile);
        foreach (var type in facts.RequiredTypes)
        {
            if (!state.Documents.ContainsKey(type)) missing.Add(new RefusalReason("document-missing", $"documents/{type}"));
        }

        missing.AddRange(facts.UnusableDocuments);
        if (state.LastStep is null) missing.Add(new RefusalReason("last-step-missing", "lastStep"));
        return missing.ToImmutable();
    }
}

/// <summary>What sending needs to know.</summary>
public sealed record SubmissionFacts
{
    public required bool VacancyIsOpen { get; init; }

    /// <summary>Whether every place is taken by others and nobody waits: said before anything else is asked for.</summary>
    public bool VacancyIsFull { get; init; }

    /// <summary>Whether the vacancy keeps places, so that one has to be taken first.</summary>
    public bool KeepsPlaces { get; init; }

    /// <summary>What the vacancy keeps for it; null before it was asked, and when it takes everybody.</summary>
    public PlaceReceipt? Place { get; init; }

    public required ImmutableArray<RefusalReason> MissingFromProfile { get; init; }

    /// <summary>Document types the vacancy demands, in the order of its list.</summary>
    public required ImmutableArray<string> RequiredTypes { get; init; }

    /// <summary>Picked documents that cannot go into an application, with the reason for each.</summary>
    public required ImmutableArray<RefusalReason> UnusableDocuments { get; init; }

    /// <summary>What the application is called by from its first sending on.</summary>
    public required string Reference { get; init; }

    /// <summary>Demands of the position that are not met at its cut-off date.</summary>
    public ImmutableArray<EligibilityTick> Unmet { get; init; } = [];

    /// <summary>What starting asks for, asked again: a bar may have come since.</summary>
    public StartFacts Start { get; init; } = new("", VacancyIsOpen: true);
}
