using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// Whose dossier it is: one office, and in it one officer at a time (guide L12; letter B.662 point 2b). An officer of another
/// office does not learn that it exists.
/// </summary>
public static class VerificationRule
{
    public static Decision<ApplicationState> Claim(ApplicationState state, ClaimApplication command, ClaimFacts facts)
    {
        if (OutOfReach(state, command.OfficeId, ApplicationCommand.Claim) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Claim?.OfficerId == command.OfficerId) return Decision.Repeat(state);

        // Separation of duties (domain reference 2): nobody decides on their own application.
        if (facts.OfficerIsApplicant) return Decision.Refuse(state, VerificationRefusals.OwnApplication);
        if (state.Claim is { } held && facts.Now < held.At + facts.ClaimLasts)
            return Decision.Refuse(state, VerificationRefusals.ClaimedByOther);

        var next = state with { Claim = new VerificationClaim(command.OfficerId, facts.Now), Revision = state.Revision + 1 };
        return Decision.Accept(next, new ApplicationClaimed(command.OfficerId));
    }

    public static Decision<ApplicationState> Release(ApplicationState state, ReleaseApplication command)
    {
        if (OutOfReach(state, command.OfficeId, ApplicationCommand.Release) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Claim is null) return Decision.Repeat(state);
        if (state.Claim.OfficerId != command.OfficerId) return Decision.Refuse(state, VerificationRefusals.ClaimedByOther);

        var next = state with { Claim = null, Revision = state.Revision + 1 };
        return Decision.Accept(next, new ApplicationReleased(command.OfficerId));
    }

    /// <summary>
    /// The central office gives the dossier to another office: offices refused people from elsewhere in 2023 (domain reference 8, 2).
    /// </summary>
    /// <param name="state">The application.</param>
    /// <param name="command">The office to go to.</param>
    /// <param name="officeVerifies">Whether that office checks documents of this programme.</param>
    public static Decision<ApplicationState> Move(ApplicationState state, MoveApplication command, bool officeVerifies)
    {
        if (OfficeOf(state) is not { } from) return Decision.Refuse(state, ApplicationRefusals.NotFound);
        if (ApplicationStatuses.After(state.Status, ApplicationCommand.Move) is null)
            return Decision.Refuse(state, VerificationRefusals.NotAwaitingVerification);
        if (from == command.OfficeId) return Decision.Repeat(state);
        if (!officeVerifies) return Decision.Refuse(state, ApplicationRefusals.OfficeUnknown);

        var next = state with { AssignedOfficeId = command.OfficeId, Claim = null, Appointment = null, Revision = state.Revision + 1 };
        return Decision.Accept(next, new ApplicationMoved(from, command.OfficeId));
    }

    /// <summary>The office that may see the dossier; null before it was sent.</summary>
    public static string? OfficeOf(ApplicationState state) =>
        state.SubmittedAt is null ? null : state.AssignedOfficeId ?? state.LastStep?.OfficeId;

    /// <summary>Whether an office may see the dossier: it was sent, and sent to it.</summary>
    public static bool IsOfOffice(ApplicationState state, string officeId) => OfficeOf(state) == officeId;

    /// <summary>Why this officer may not decide now, or null: another office or status, nobody's or a colleague's dossier.</summary>
    internal static Refusal? Blocked(ApplicationState state, string officerId, string officeId, ApplicationCommand command) =>
        OutOfReach(state, officeId, command)
        ?? (state.Claim is null ? VerificationRefusals.NotClaimed
            : state.Claim.OfficerId != officerId ? VerificationRefusals.ClaimedByOther
            : null);

    private static Refusal? OutOfReach(ApplicationState state, string officeId, ApplicationCommand command) =>
        !IsOfOffice(state, officeId) ? ApplicationRefusals.NotFound
        : ApplicationStatuses.After(state.Status, command) is null ? VerificationRefusals.NotAwaitingVerification
        : null;
}

/// <summary>What taking a dossier needs to know.</summary>
/// <param name="Now">The time.</param>
/// <param name="ClaimLasts">For how long a dossier is kept for the officer who took it.</param>
/// <param name="OfficerIsApplicant">Whether officer and applicant are the same person.</param>
public sealed record ClaimFacts(DateTimeOffset Now, TimeSpan ClaimLasts, bool OfficerIsApplicant);
