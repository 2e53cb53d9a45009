using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// How a forgotten password is replaced: a code to what the owner proved before, once. Who asks hears the same whether or not there
/// is an account (OWASP Forgot Password Cheat Sheet); so a request that sends nothing is no refusal.
/// </summary>
public static class PasswordResetRule
{
    /// <summary>A mail takes longer than a text message [assumption; ASVS 6.5.5 bears ten minutes].</summary>
    public static readonly TimeSpan LifeByEmail = TimeSpan.FromMinutes(10);

    /// <summary>The owner is told of another registration once a day at most.</summary>
    public static readonly TimeSpan PauseBetweenNotices = TimeSpan.FromDays(1);

    public static Decision<AccountState> Request(AccountState state, RequestPasswordReset command, DateTimeOffset now)
    {
        var by = ChannelFor(state, command.By);
        if (by is ActivationChannel.Unspecified || OneTimeCodeRule.RefuseSending(state.ResetCode, now) is not null)
            return Decision.Repeat(state);
        var code = OneTimeCodeRule.Send(state.ResetCode, command.Code, now);
        if (by is ActivationChannel.Email) code = code with { ExpiresAt = now + LifeByEmail };
        return Decision.Accept(state with { ResetCode = code, ResetBy = by }, new PasswordResetRequested(by));
    }

    /// <summary>A wrong code changes state too, so the answer is read with <see cref="Answer"/>.</summary>
    public static Decision<AccountState> Reset(AccountState state, ResetPassword command, DateTimeOffset now)
    {
        var answer = Answer(state, command.Code, now);
        if (answer is not null && !(state.Status is AccountStatus.Active && OneTimeCodeRule.IsOut(state.ResetCode, now)))
            return Decision.Refuse(state, answer);
        var tried = state with { ResetCode = OneTimeCodeRule.AfterTry(state.ResetCode, command.Code, now) };
        if (answer is not null) return Decision.Accept(tried, new PasswordResetCodeRefused(tried.ResetCode!.WrongTries));
        var next = tried with { PasswordHash = command.PasswordHash, SecurityStamp = command.NextSecurityStamp, LogIns = null };
        return Decision.Accept(next, new PasswordChanged());
    }

    /// <summary>What a typed code is worth to the account as it was before: null changes the password.</summary>
    public static Refusal? Answer(AccountState before, AccountSecret code, DateTimeOffset now) => before.Status is AccountStatus.Active
        ? OneTimeCodeRule.Refuse(before.ResetCode, code, now)
        : AccountRefusals.InvalidCode;

    /// <summary>The owner hears that somebody registers with their data.</summary>
    public static Decision<AccountState> NoteOtherRegistration(AccountState state, DateTimeOffset now) =>
        state.Status is not AccountStatus.Active || now < state.OtherRegistrationAt + PauseBetweenNotices
            ? Decision.Repeat(state)
            : Decision.Accept(state with { OtherRegistrationAt = now }, new OtherRegistrationTried());

    private static ActivationChannel ChannelFor(AccountState state, ActivationChannel wanted)
    {
        if (state.Status is not AccountStatus.Active) return ActivationChannel.Unspecified;
        var (sms, email) = (state is { Mobile: not null, MobileUnconfirmed: false }, state is { Email: not null, EmailUnconfirmed: false });
        return sms && (wanted is ActivationChannel.Sms || !email) ? ActivationChannel.Sms
            : email ? ActivationChannel.Email
            : ActivationChannel.Unspecified;
    }
}
