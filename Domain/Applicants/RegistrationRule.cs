using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// Who opens an account, and when an unfinished one ends; <see cref="ActivationRule"/> comes between. Source: SIAPkerja account
/// guide B2; SISKOP2MI guide A1-A4.
/// </summary>
public static class RegistrationRule
{
    /// <summary>An account not activated this long after its start is abandoned [assumption].</summary>
    public static readonly TimeSpan ActivationPeriod = TimeSpan.FromDays(7);

    public static Decision<AccountState> Start(AccountState state, StartRegistration command, DateTimeOffset now)
    {
        if (state.Status is not AccountStatus.NotStarted)
            return IsSamePerson(state, command) ? Decision.Repeat(state) : Decision.Refuse(state, AccountRefusals.OtherIdentity);

        var next = state with
        {
            Status = AccountStatus.IdentityChecking,
            Role = AccountRole.Applicant,
            NationalId = command.NationalId,
            FullName = command.FullName,
            MotherName = command.MotherName,
            ConsentVersion = command.ConsentVersion,
            StartedAt = now,
        };
        return Decision.Accept(next, new RegistrationStarted(command.ConsentVersion));
    }

    /// <summary>What the civil registry's answer means. No answer leaves the person waiting, not turned away.</summary>
    public static Decision<AccountState> HearRegistry(AccountState state, RegistryAnswer answer)
    {
        if (state.Status is not AccountStatus.IdentityChecking) return Decision.Repeat(state);
        return answer switch
        {
            RegistryAnswer.Match => Decision.Accept(
                state with { Status = AccountStatus.CredentialsPending, MotherName = null }, new IdentityConfirmed()),
            RegistryAnswer.Mismatch or RegistryAnswer.NotFound => Decision.Accept(
                state with { Status = AccountStatus.IdentityRejected, MotherName = null }, new IdentityRefused(answer)),
            RegistryAnswer.NoAnswer => Decision.Repeat(state),
            _ => throw new ArgumentOutOfRangeException(nameof(answer), answer, "Unknown answer of the civil registry."),
        };
    }

    /// <summary>Frees what an unfinished registration holds.</summary>
    public static Decision<AccountState> Abandon(AccountState state, DateTimeOffset now)
    {
        var isUnfinished = state.Status is AccountStatus.IdentityChecking or AccountStatus.IdentityRejected
            or AccountStatus.CredentialsPending or AccountStatus.ActivationPending;
        if (!isUnfinished || !IsOverdue(state, now)) return Decision.Repeat(state);

        var next = new AccountState { Status = AccountStatus.Abandoned, Role = state.Role, StartedAt = state.StartedAt };
        return Decision.Accept(next, new RegistrationAbandoned());
    }

    // Asked when somebody acts, too: a reminder that comes late must not make a link last longer.
    internal static bool IsOverdue(AccountState state, DateTimeOffset now) => now >= state.StartedAt + ActivationPeriod;

    // The mother's name counts as long as it is kept: a corrected one must not be taken for a repeat and silently dropped.
    private static bool IsSamePerson(AccountState state, StartRegistration command) =>
        state.NationalId == command.NationalId
        && state.FullName == command.FullName
        && (state.MotherName is null || state.MotherName == command.MotherName);
}
