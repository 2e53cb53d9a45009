using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// How a person proves that the phone or the mailbox is theirs: a code by text message (SIAPkerja account guide B2, with "Kirim
/// Ulang" and "Ubah no HP") or a link by e-mail (SISKOP2MI guide A3). What was proved is the person's alone; what was only
/// named blocks nobody.
/// </summary>
public static class ActivationRule
{
    public static Decision<AccountState> ChooseCredentials(AccountState state, ChooseCredentials command, DateTimeOffset now)
    {
        if (Refuse(state) is { } refusal) return Decision.Refuse(state, refusal);
        var next = state with
        {
            Status = AccountStatus.ActivationPending,
            Email = command.Email,
            Mobile = command.Mobile,
            PasswordHash = command.PasswordHash,
            SecurityStamp = command.SecurityStamp,
            ActivateBy = command.ActivateBy,
        };
        var chosen = new CredentialsChosen(command.ActivateBy);
        return command.ActivateBy is ActivationChannel.Sms
            ? WithCode(state, next, command.Code, now, chosen)
            : Decision.Accept(next with { ActivationCode = Withdrawn(state) }, chosen);
    }

    /// <summary>The code or the link once more.</summary>
    public static Decision<AccountState> SendAgain(AccountState state, SendActivationAgain command, DateTimeOffset now)
    {
        if (RefuseUnlessPending(state) is { } refusal) return Decision.Refuse(state, refusal);
        if (OneTimeCodeRule.RefuseSending(state.ActivationCode, now) is { } early) return Decision.Refuse(state, early);
        return state.ActivateBy is ActivationChannel.Sms
            ? Decision.Accept(
                state with { ActivationCode = OneTimeCodeRule.Send(state.ActivationCode, command.Code, now) }, new ActivationCodeIssued())
            : Decision.Accept(
                state with { ActivationCode = OneTimeCodeRule.Note(state.ActivationCode, now) }, new ActivationLinkIssued());
    }

    /// <summary>Another number, which gets a code.</summary>
    public static Decision<AccountState> ChangeMobile(AccountState state, ChangeMobile command, DateTimeOffset now)
    {
        if (RefuseUnlessPending(state) is { } refusal) return Decision.Refuse(state, refusal);
        var next = state with { Mobile = command.Mobile, ActivateBy = ActivationChannel.Sms };
        return next == state && OneTimeCodeRule.IsOut(state.ActivationCode, now)
            ? Decision.Repeat(state)
            : WithCode(state, next, command.Code, now, new MobileChanged());
    }

    /// <summary>A wrong code changes state too, so the answer is read with <see cref="Answer"/>.</summary>
    public static Decision<AccountState> Confirm(AccountState state, ConfirmByCode command, DateTimeOffset now)
    {
        if (Answer(state, command, now) is { } refusal && !(IsPending(state, now) && OneTimeCodeRule.IsOut(state.ActivationCode, now)))
            return Decision.Refuse(state, refusal);
        var code = OneTimeCodeRule.AfterTry(state.ActivationCode, command.Code, now);
        if (Answer(state, command, now) is not null)
            return Decision.Accept(state with { ActivationCode = code }, new ActivationCodeRefused(code!.WrongTries));
        var next = Activated(state, command.NextSecurityStamp, now) with { ActivationCode = code, EmailUnconfirmed = true };
        return Decision.Accept(next, new AccountActivated(ActivationChannel.Sms));
    }

    /// <summary>What a typed code is worth to the account as it was before: null opens it.</summary>
    public static Refusal? Answer(AccountState before, ConfirmByCode command, DateTimeOffset now) =>
        IsPending(before, now) ? OneTimeCodeRule.Refuse(before.ActivationCode, command.Code, now) : AccountRefusals.InvalidCode;

    /// <summary>A link works once, and only the newest one: both are the stamp's doing.</summary>
    public static Decision<AccountState> Activate(AccountState state, ActivateAccount command, DateTimeOffset now) => state.Status switch
    {
        AccountStatus.ActivationPending when state.SecurityStamp == command.SecurityStamp && IsPending(state, now) => Decision.Accept(
            Activated(state, command.NextSecurityStamp, now) with { ActivationCode = Withdrawn(state), MobileUnconfirmed = true },
            new AccountActivated(ActivationChannel.Email)),
        AccountStatus.ActivationPending or AccountStatus.Active or AccountStatus.Abandoned =>
            Decision.Refuse(state, AccountRefusals.LinkExpired),
        _ => Decision.Refuse(state, AccountRefusals.LinkNotFound),
    };

    private static AccountState Activated(AccountState state, AccountSecret stamp, DateTimeOffset now) =>
        state with { Status = AccountStatus.Active, SecurityStamp = stamp, ActivatedAt = now };

    // A second click with the same number is no second text message.
    private static Decision<AccountState> WithCode(
        AccountState state, AccountState next, AccountSecret code, DateTimeOffset now, DomainEvent happened)
    {
        if (state.Mobile == next.Mobile && OneTimeCodeRule.IsOut(state.ActivationCode, now)) return Decision.Accept(next, happened);
        if (OneTimeCodeRule.RefuseSending(state.ActivationCode, now) is { } early) return Decision.Refuse(state, early);
        return Decision.Accept(
            next with { ActivationCode = OneTimeCodeRule.Send(state.ActivationCode, code, now) }, happened, new ActivationCodeIssued());
    }

    private static OneTimeCode? Withdrawn(AccountState state) =>
        state.ActivationCode is { Value: not null } code ? code with { Value = null, ExpiresAt = null } : state.ActivationCode;

    // Asked when somebody acts, too: a reminder that comes late must not make a link or a code last longer.
    private static bool IsPending(AccountState state, DateTimeOffset now) =>
        state.Status is AccountStatus.ActivationPending && !RegistrationRule.IsOverdue(state, now);

    private static Refusal? RefuseUnlessPending(AccountState state) =>
        state.Status is AccountStatus.CredentialsPending ? AccountRefusals.CredentialsMissing : Refuse(state);

    private static Refusal? Refuse(AccountState state) => state.Status switch
    {
        AccountStatus.CredentialsPending or AccountStatus.ActivationPending => null,
        AccountStatus.IdentityChecking => AccountRefusals.IdentityStillChecking,
        AccountStatus.IdentityRejected => AccountRefusals.IdentityRejected,
        AccountStatus.Active => AccountRefusals.AlreadyActive,
        _ => AccountRefusals.NotFound,
    };
}
