using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// How an account comes back to its owner when the phone or mailbox is lost: the civil registry confirms who asks, an officer
/// approves, the former address hears of it and can object while the case waits, then a code proves the new address. Who asks
/// hears the same whatever holds (OWASP Forgot Password Cheat Sheet).
/// </summary>
public static class AccountRecoveryRule
{
    /// <summary>How long a code by e-mail is good for (NIST SP 800-63B-4, 4.2.1.2: issued recovery codes).</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromHours(24);

    /// <summary>A case that the registry never answered is set aside after this long [assumption].</summary>
    public static readonly TimeSpan MostPatience = TimeSpan.FromDays(7);

    public static Decision<AccountRecoveryState> Open(AccountRecoveryState state, OpenAccountRecovery command, DateTimeOffset now)
    {
        // One key, one case: other data under it are taken for a repeat, because no refusal may tell what is known.
        if (state.Status is not AccountRecoveryStatus.NotStarted) return Decision.Repeat(state);
        var next = state with
        {
            Status = AccountRecoveryStatus.IdentityChecking,
            AccountId = command.AccountId,
            NationalId = command.NationalId,
            FullName = command.FullName,
            MotherName = command.MotherName,
            Email = command.Email,
            Mobile = command.Mobile,
            OpenedAt = now,
        };
        return Decision.Accept(next, new AccountRecoveryOpened());
    }

    public static Decision<AccountRecoveryState> HearRegistry(AccountRecoveryState state, RegistryAnswer answer, DateTimeOffset now)
    {
        if (state.Status is not AccountRecoveryStatus.IdentityChecking) return Decision.Repeat(state);
        if (answer is RegistryAnswer.NoAnswer && now < state.OpenedAt + MostPatience) return Decision.Repeat(state);
        return answer is RegistryAnswer.Match && state.AccountId is not null
            ? Decision.Accept(
                state with { Status = AccountRecoveryStatus.Open, MotherName = null }, new AccountRecoveryQueued())
            : Decision.Accept(
                new AccountRecoveryState { Status = AccountRecoveryStatus.SetAside, OpenedAt = state.OpenedAt },
                new AccountRecoverySetAside());
    }

    public static Decision<AccountRecoveryState> Approve(
        AccountRecoveryState state, ApproveAccountRecovery command, RecoveryFacts facts)
    {
        if (RefuseOfficer(state, command.OfficerId, facts) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Status is not AccountRecoveryStatus.Open)
            return state.Status is not AccountRecoveryStatus.Rejected && state.DecidedBy == command.OfficerId
                ? Decision.Repeat(state) : Decision.Refuse(state, AccountRecoveryRefusals.AlreadyDecided);
        var approved = state with
        {
            Status = AccountRecoveryStatus.Approved,
            FormerEmail = facts.Owner.Email,
            DecidedBy = command.OfficerId,
            DecidedAt = facts.Now,
            Note = command.Note,
            CodeFrom = facts.Now + facts.Wait,
            FirstCode = command.Code,
        };
        var happened = new AccountRecoveryApproved(approved.CodeFrom.Value);
        return facts.Wait > TimeSpan.Zero
            ? Decision.Accept(approved, happened)
            : Decision.Accept(WithCode(approved, command.Code, facts.Now), happened, new AccountRecoveryCodeIssued());
    }

    /// <summary>An approved case can still be rejected while it is not carried out: the owner objected.</summary>
    public static Decision<AccountRecoveryState> Reject(AccountRecoveryState state, RejectAccountRecovery command, RecoveryFacts facts)
    {
        if (RefuseOfficer(state, command.OfficerId, facts) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Status is AccountRecoveryStatus.Rejected && (state.DecidedBy, state.Rejection) == (command.OfficerId, command.Reason))
            return Decision.Repeat(state);
        var isObjection = state.Status is AccountRecoveryStatus.Approved && command.Reason is RecoveryRejection.OwnerObjected;
        if (state.Status is not AccountRecoveryStatus.Open && !isObjection)
            return Decision.Refuse(state, AccountRecoveryRefusals.AlreadyDecided);
        var next = Rejected(state, command.Reason) with
        {
            DecidedBy = command.OfficerId,
            DecidedAt = facts.Now,
            Note = command.Note,
        };
        return Decision.Accept(next, new AccountRecoveryRejected(command.Reason));
    }

    /// <summary>The wait for an objection is over.</summary>
    public static Decision<AccountRecoveryState> EndWait(AccountRecoveryState state, DateTimeOffset now) =>
        state is { Status: AccountRecoveryStatus.Approved, FirstCode: { } code } && now >= state.CodeFrom
            ? Decision.Accept(WithCode(state, code, now), new AccountRecoveryCodeIssued())
            : Decision.Repeat(state);

    /// <summary>A request that sends nothing is no refusal.</summary>
    public static Decision<AccountRecoveryState> SendAgain(
        AccountRecoveryState state, SendRecoveryCodeAgain command, DateTimeOffset now) =>
        state.Status is AccountRecoveryStatus.Approved && now >= state.CodeFrom
        && OneTimeCodeRule.RefuseSending(state.Code, now) is null
            ? Decision.Accept(WithCode(state, command.Code, now), new AccountRecoveryCodeIssued())
            : Decision.Repeat(state);

    /// <summary>A wrong code changes state too, so the answer is read with <see cref="Answer"/>.</summary>
    public static Decision<AccountRecoveryState> Complete(
        AccountRecoveryState state, CompleteAccountRecovery command, DateTimeOffset now)
    {
        var answer = Answer(state, command.Code, now);
        if (answer is not null && !(state.Status is AccountRecoveryStatus.Approved && OneTimeCodeRule.IsOut(state.Code, now)))
            return Decision.Refuse(state, answer);
        var tried = state with { Code = OneTimeCodeRule.AfterTry(state.Code, command.Code, now) };
        if (answer is not null) return Decision.Accept(tried, new AccountRecoveryCodeRefused(tried.Code!.WrongTries));
        var next = tried with
        {
            Status = AccountRecoveryStatus.Completing,
            PasswordHash = command.PasswordHash,
            SecurityStamp = command.NextSecurityStamp,
        };
        return Decision.Accept(next, new AccountRecoveryProved());
    }

    /// <summary>What a typed code is worth to the case as it was before: null carries it out.</summary>
    public static Refusal? Answer(AccountRecoveryState before, AccountSecret code, DateTimeOffset now) =>
        before.Status is AccountRecoveryStatus.Approved
            ? OneTimeCodeRule.Refuse(before.Code, code, now) : AccountRefusals.InvalidCode;

    /// <summary>The account took the new contacts, or cannot: another account has the address or the number.</summary>
    public static Decision<AccountRecoveryState> HearAccount(AccountRecoveryState state, bool taken, DateTimeOffset now)
    {
        if (state.Status is not AccountRecoveryStatus.Completing) return Decision.Repeat(state);
        return taken
            ? Decision.Accept(
                Forgotten(state) with { Status = AccountRecoveryStatus.Completed, CompletedAt = now }, new AccountRecoveryCompleted())
            : Decision.Accept(
                Rejected(state, RecoveryRejection.ContactsUnusable), new AccountRecoveryRejected(RecoveryRejection.ContactsUnusable));
    }

    /// <summary>Whether time or an outage may still change something.</summary>
    public static bool IsUnfinished(AccountRecoveryState state) =>
        state.Status is AccountRecoveryStatus.IdentityChecking or AccountRecoveryStatus.Completing
        || state is { Status: AccountRecoveryStatus.Approved, FirstCode: not null };

    /// <summary>
    /// The account's part: once a case. A lost phone takes the authenticator app with it, so that goes, too [assumption].
    /// </summary>
    public static Decision<AccountState> Recover(AccountState state, RecoverContacts command)
    {
        if (state.Recoveries.Contains(command.CaseId)) return Decision.Repeat(state);
        if (state is not { Status: AccountStatus.Active, Role: AccountRole.Applicant })
            return Decision.Refuse(state, AccountRecoveryRefusals.NotFound);
        var next = state with
        {
            Email = command.Email,
            EmailUnconfirmed = false,
            MobileUnconfirmed = state.MobileUnconfirmed || state.Mobile != command.Mobile,
            Mobile = command.Mobile,
            PasswordHash = command.PasswordHash,
            SecurityStamp = command.NextSecurityStamp,
            LogIns = null,
            ResetCode = null,
            Totp = null,
            Recoveries = state.Recoveries.Add(command.CaseId),
        };
        return Decision.Accept(next, new ContactsRecovered(command.CaseId));
    }

    private static Refusal? RefuseOfficer(AccountRecoveryState state, string officerId, RecoveryFacts facts)
    {
        if (!IsShown(state)) return AccountRecoveryRefusals.NotFound;
        var isOwn = officerId == state.AccountId || (facts.OfficerNationalId is { } own && own == state.NationalId);
        return isOwn ? AccountRecoveryRefusals.OwnCase : null;
    }

    /// <summary>Whether officers see the case.</summary>
    public static bool IsShown(AccountRecoveryState state) => state.Status is not (
        AccountRecoveryStatus.NotStarted or AccountRecoveryStatus.IdentityChecking or AccountRecoveryStatus.SetAside);

    private static AccountRecoveryState WithCode(AccountRecoveryState state, AccountSecret code, DateTimeOffset now) => state with
    {
        FirstCode = null,
        Code = OneTimeCodeRule.Send(state.Code, code, now) with { ExpiresAt = now + CodeLife },
    };

    private static AccountRecoveryState Rejected(AccountRecoveryState state, RecoveryRejection reason) =>
        Forgotten(state) with { Status = AccountRecoveryStatus.Rejected, Rejection = reason };

    // What opens an account is not kept longer than it is needed.
    private static AccountRecoveryState Forgotten(AccountRecoveryState state) =>
        state with { FirstCode = null, Code = null, PasswordHash = null, SecurityStamp = null };
}

/// <summary>What deciding a case rests on.</summary>
/// <param name="Owner">The account as it is now.</param>
/// <param name="OfficerNationalId">The officer's own NIK, where their account has one.</param>
/// <param name="Wait">How long the owner may object before a code is sent.</param>
/// <param name="Now">The time.</param>
public sealed record RecoveryFacts(AccountCard Owner, NationalId? OfficerNationalId, TimeSpan Wait, DateTimeOffset Now);
