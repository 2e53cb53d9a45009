using System.Collections.Immutable;
using System.Globalization;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// Stepping back: at any time before the end, with a reason. After a binding stage it bars the person from the programme (IJEPA
/// file list, statement on not withdrawing: two years after matching), so they have to say that they know.
/// </summary>
public static class WithdrawalRule
{
    public static Decision<ApplicationState> Decide(ApplicationState state, WithdrawApplication command, WithdrawalFacts facts)
    {
        if (state.Status is ApplicationStatus.NotStarted) return Decision.Refuse(state, ApplicationRefusals.NotFound);
        if (state is { Status: ApplicationStatus.Withdrawn, Withdrawal: { } earlier } && earlier.Reason == command.Reason)
            return Decision.Repeat(state);
        if (ApplicationStatuses.After(state.Status, ApplicationCommand.Withdraw) is not { } withdrawn)
            return Decision.Refuse(state, ApplicationRefusals.Ended);
        if (ReasonRule.Check(facts.Reason, command.Note) is { } wrong) return Decision.Refuse(state, wrong);
        var until = BarredUntil(state, facts);
        if (until is { } day && !command.AcceptsBar)
            return Decision.Refuse(state, ApplicationRefusals.WithdrawalBars
                .With("programme", facts.Programme)
                .With("years", facts.BarYears.ToString(CultureInfo.InvariantCulture))
                .With("until", day.ToString("O", CultureInfo.InvariantCulture)));

        var next = state with
        {
            Status = withdrawn,
            Withdrawal = new Withdrawal(command.Reason, command.Note, facts.Now, until, until is null ? null : facts.Programme),
            Claim = null,
            Appointment = null,
            Place = null,
            Revision = state.Revision + 1,
        };
        return Decision.Accept(next, new ApplicationWithdrawn(command.Reason, until));
    }

    /// <summary>The day from which the person may apply again, should they step back now; null when nothing would be barred.</summary>
    public static DateOnly? BarredUntil(ApplicationState state, WithdrawalFacts facts) =>
        facts.BarYears > 0 && facts.Stages.Any(step => step.IsBinding && HasPassed(state, step.Code))
            ? IndonesianTime.JakartaDate(facts.Now).AddYears(facts.BarYears)
            : null;

    private static bool HasPassed(ApplicationState state, string stage) =>
        state.Results.Any(result => result.Passed && result.Stage == stage);
}

/// <summary>What stepping back needs to know.</summary>
public sealed record WithdrawalFacts
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The reason named, when the catalogue has it for a withdrawal.</summary>
    public required Reason? Reason { get; init; }

    /// <summary>The programme of the batch.</summary>
    public required string Programme { get; init; }

    /// <summary>The stages of the batch in order.</summary>
    public required ImmutableArray<StageStep> Stages { get; init; }

    /// <summary>Years of the bar; 0 for none.</summary>
    public required int BarYears { get; init; }
}

/// <summary>A stage of the selection, as far as rules need to know it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="IsBinding">Whether stepping back after it bars the person.</param>
public sealed record StageStep(string Code, bool IsBinding);
