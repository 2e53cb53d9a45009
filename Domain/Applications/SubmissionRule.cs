using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>Sending an application (guide L12, "Simpan"): once per person and batch, within the window, with nothing missing.</summary>
public static class SubmissionRule
{
    // The order is the order in which an applicant hears what is wrong; SubmissionRuleTests pins it.
    public static Decision<ApplicationState> Decide(ApplicationState state, SubmitApplication command, SubmissionFacts facts)
    {
        if (state.Status is ApplicationStatus.NotStarted) return Decision.Refuse(state, ApplicationRefusals.NotFound);
        if (state.SubmissionKey == command.SubmissionKey) return Decision.Repeat(state);
        if (ApplicationStatuses.After(state.Status, ApplicationCommand.Submit) is not { } submitted)
            return Decision.Refuse(state, ApplicationRefusals.NotADraft);
        if (!facts.VacancyIsOpen) return Decision.Refuse(state, ApplicationRefusals.VacancyNotOpen);
        if (Missing(state, facts) is { Length: > 0 } missing) return Decision.Refuse(state, ApplicationRefusals.NotReady.Because(missing));

        var next = state with
        {
            Status = submitted,
            Revision = state.Revision + 1,
            SubmissionKey = command.SubmissionKey,
            SubmittedAt = command.ReceivedAt,
        };
        return Decision.Accept(next, new ApplicationSubmitted(state.VacancyId!, state.LastStep!.OfficeId, command.ReceivedAt));
    }

    /// <summary>What is missing, in the order of the guide: profile (L4-L6), documents (L7-L11), last step (L12).</summary>
    public static ImmutableArray<RefusalReason> Missing(ApplicationState state, SubmissionFacts facts)
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

    public required ImmutableArray<RefusalReason> MissingFromProfile { get; init; }

    /// <summary>Document types the vacancy demands, in the order of its list.</summary>
    public required ImmutableArray<string> RequiredTypes { get; init; }

    /// <summary>Picked documents that cannot go into an application, with the reason for each.</summary>
    public required ImmutableArray<RefusalReason> UnusableDocuments { get; init; }
}
