using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// An officer of the chosen BP3MI takes a dossier and decides (guide L12; letter B.662 point 2b). One officer at a time; an
/// officer of another office does not learn that it exists.
/// </summary>
public static class VerificationRule
{
    public static Decision<ApplicationState> Claim(ApplicationState state, ClaimApplication command, DateTimeOffset now)
    {
        if (OutOfReach(state, command.OfficeId, ApplicationCommand.Claim) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Claim?.OfficerId == command.OfficerId) return Decision.Repeat(state);
        if (state.Claim is not null) return Decision.Refuse(state, ApplicationRefusals.ClaimedByOther);

        var next = state with { Claim = new VerificationClaim(command.OfficerId, now), Revision = state.Revision + 1 };
        return Decision.Accept(next, new ApplicationClaimed(command.OfficerId));
    }

    public static Decision<ApplicationState> Release(ApplicationState state, ReleaseApplication command)
    {
        if (OutOfReach(state, command.OfficeId, ApplicationCommand.Release) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Claim is null) return Decision.Repeat(state);
        if (state.Claim.OfficerId != command.OfficerId) return Decision.Refuse(state, ApplicationRefusals.ClaimedByOther);

        var next = state with { Claim = null, Revision = state.Revision + 1 };
        return Decision.Accept(next, new ApplicationReleased(command.OfficerId));
    }

    public static Decision<ApplicationState> Verify(ApplicationState state, VerifyApplication command, DateTimeOffset now)
    {
        if (IsOfOffice(state, command.OfficeId)
            && state.Status is ApplicationStatus.DocumentsVerified
            && state.Claim?.OfficerId == command.OfficerId) return Decision.Repeat(state);
        if (OutOfReach(state, command.OfficeId, ApplicationCommand.Verify) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Claim is null) return Decision.Refuse(state, ApplicationRefusals.NotClaimed);
        if (state.Claim.OfficerId != command.OfficerId) return Decision.Refuse(state, ApplicationRefusals.ClaimedByOther);

        var verified = ApplicationStatuses.After(state.Status, ApplicationCommand.Verify)!.Value;
        var next = state with { Status = verified, VerifiedAt = now, Revision = state.Revision + 1 };
        return Decision.Accept(next, new DocumentsVerified(command.OfficerId));
    }

    private static Refusal? OutOfReach(ApplicationState state, string officeId, ApplicationCommand command) =>
        !IsOfOffice(state, officeId) ? ApplicationRefusals.NotFound
        : ApplicationStatuses.After(state.Status, command) is null ? ApplicationRefusals.NotAwaitingVerification
        : null;

    /// <summary>Whether an office may see the dossier: it was sent, and sent to it.</summary>
    public static bool IsOfOffice(ApplicationState state, string officeId) =>
        state.Status >= ApplicationStatus.Submitted && state.LastStep?.OfficeId == officeId;
}
