using System.Collections.Immutable;
using System.Globalization;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>Filling the draft, one command a step of the guide (L3, L7-L8, L12). The draft takes what comes; sending checks it. Sent back,
/// only what is to be fixed can be picked anew.</summary>
public static class DraftRule
{
    public const int MaxMessageLength = 1_000;

    /// <summary>Far more than any vacancy demands; a larger map is no dossier.</summary>
    public const int MaxDocuments = 60;

    /// <param name="state">The application of this person and batch.</param>
    /// <param name="command">The vacancy chosen.</param>
    /// <param name="applicationId">Key of this application, for the answer when there is one already.</param>
    /// <param name="facts">The vacancy's batch and window.</param>
    public static Decision<ApplicationState> Start(
        ApplicationState state, StartApplication command, string applicationId, StartFacts facts)
    {
        if (ApplicationStatuses.After(state.Status, ApplicationCommand.Start) is not { } draft)
            return state.VacancyId == command.VacancyId
                ? Decision.Repeat(state)
                : Decision.Refuse(state, ApplicationRefusals.AlreadyApplied.With("applicationId", applicationId));
        if (!facts.VacancyIsOpen) return Decision.Refuse(state, ApplicationRefusals.VacancyNotOpen);
        if (WhyBarred(facts) is { } barred) return Decision.Refuse(state, barred);

        // [assumption] Who steps back before the office has decided may begin again while the window is open.
        if (state.VerifiedAt is not null) return Decision.Refuse(state, ApplicationRefusals.WithdrawnForGood);

        // What is left of an application that was withdrawn: its history, its revisions, what people call it by, and the keys of its
        // sendings, which send nothing else.
        var next = new ApplicationState
        {
            Status = draft,
            ApplicantId = command.ApplicantId,
            BatchId = facts.BatchId,
            VacancyId = command.VacancyId,
            Reference = state.Reference,
            UsedKeys = state.SubmissionKey is { } used ? state.UsedKeys.Add(used) : state.UsedKeys,
            Revision = state.Revision + 1,
        };
        return Decision.Accept(next, new ApplicationStarted(command.VacancyId));
    }

    /// <summary>Who stepped back after a binding stage waits before applying to the programme again (IJEPA file list: two years).</summary>
    internal static Refusal? WhyBarred(StartFacts facts) => facts.BarredUntil is { } until && facts.Today < until
        ? ApplicationRefusals.Barred.With("programme", facts.Programme).With("until", until.ToString("O", CultureInfo.InvariantCulture))
        : null;

    public static Decision<ApplicationState> PickDocuments(ApplicationState state, PickDocuments command)
    {
        if (Blocked(state, ApplicationCommand.PickDocuments) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Revision != command.ExpectedRevision)
            return RepeatOrConflict(state, state.Documents.SequenceEqual(command.Documents));

        if (command.Documents.Count > MaxDocuments)
            return Decision.Refuse(
                state, ApplicationRefusals.TooManyDocuments.With("max", MaxDocuments.ToString(CultureInfo.InvariantCulture)));
        if (NotToFix(state, command) is { Length: > 0 } others)
            return Decision.Refuse(state, ApplicationRefusals.NotToFix.Because(others));

        var next = state with { Documents = command.Documents, Revision = state.Revision + 1 };
        return Decision.Accept(next, new DocumentsPicked(command.Documents.Count));
    }

    /// <param name="state">The draft.</param>
    /// <param name="command">The answers.</param>
    /// <param name="officeVerifies">Whether the chosen office checks documents of this programme.</param>
    public static Decision<ApplicationState> AnswerLastStep(ApplicationState state, AnswerLastStep command, bool officeVerifies)
    {
        if (Blocked(state, ApplicationCommand.AnswerLastStep) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Revision != command.ExpectedRevision) return RepeatOrConflict(state, state.LastStep == command.LastStep);
        if (!officeVerifies) return Decision.Refuse(state, ApplicationRefusals.OfficeUnknown);
        if (command.LastStep.Message?.Length > MaxMessageLength)
            return Decision.Refuse(
                state, ApplicationRefusals.MessageTooLong.With("max", MaxMessageLength.ToString(CultureInfo.InvariantCulture)));

        var next = state with { LastStep = command.LastStep, Revision = state.Revision + 1 };
        return Decision.Accept(next, new LastStepAnswered(command.LastStep.OfficeId, command.LastStep.NeedsPassportRecommendation));
    }

    // Sent back, an applicant mends what the officer named and nothing else: what was found in order stays as it was seen.
    private static ImmutableArray<RefusalReason> NotToFix(ApplicationState state, PickDocuments command) =>
        state.Status is not ApplicationStatus.NeedsFix
            ? []
            : [.. state.Documents.Keys.Union(command.Documents.Keys, StringComparer.Ordinal)
                .Where(type => state.Documents.GetValueOrDefault(type) != command.Documents.GetValueOrDefault(type))
                .Where(type => state.Verdicts.GetValueOrDefault(type)?.Kind is not VerdictKind.NeedsFix)
                .Order(StringComparer.Ordinal)
                .Select(type => new RefusalReason("not-to-fix", $"documents/{type}"))];

    private static Refusal? Blocked(ApplicationState state, ApplicationCommand command) =>
        state.Status is ApplicationStatus.NotStarted ? ApplicationRefusals.NotFound
        : ApplicationStatuses.After(state.Status, command) is null ? ApplicationRefusals.NotADraft
        : null;

    // A stale revision with what is there already is a step sent again, because its answer was lost (RFC 9110 13.1.1).
    private static Decision<ApplicationState> RepeatOrConflict(ApplicationState state, bool isThereAlready) =>
        isThereAlready ? Decision.Repeat(state) : Decision.Refuse(state, RequestRefusals.VersionConflict);
}

/// <summary>What starting needs to know of the vacancy, and of the person.</summary>
public sealed record StartFacts(string BatchId, bool VacancyIsOpen)
{
    /// <summary>The programme of the batch, such as <c>ijepa</c>.</summary>
    public string Programme { get; init; } = "";

    public DateOnly Today { get; init; }

    /// <summary>The day from which the person may apply to the programme again; null when they always may.</summary>
    public DateOnly? BarredUntil { get; init; }
}
