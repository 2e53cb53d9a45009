using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>The authenticator app of an account. Officers see other people's data, so a password alone is not enough for them.</summary>
public static class TotpRule
{
    /// <summary>A key to put into an app; it counts once a code of it was typed, and is replaced until then.</summary>
    public static Decision<AccountState> Start(AccountState state, StartTotp command) => state switch
    {
        { Status: not AccountStatus.Active } => Decision.Refuse(state, AccountRefusals.InvalidCredentials),
        { Totp.IsConfirmed: true } => Decision.Refuse(state, AccountRefusals.TotpAlreadyEnrolled),
        _ => Decision.Accept(state with { Totp = new TotpEnrolment { Key = command.Key } }, new TotpOffered()),
    };

    public static Decision<AccountState> Confirm(AccountState state, ConfirmTotp command, DateTimeOffset now)
    {
        if (state is not { Status: AccountStatus.Active, Totp: { } totp }) return Decision.Refuse(state, AccountRefusals.TotpNotStarted);
        if (totp.IsConfirmed) return Decision.Refuse(state, AccountRefusals.TotpAlreadyEnrolled);
        return TotpCode.Find(totp.Key, command.Code, now, totp.LastStep) is { } step
            ? Decision.Accept(state with { Totp = totp with { IsConfirmed = true, LastStep = step } }, new TotpEnrolled())
            : Decision.Refuse(state, AccountRefusals.InvalidCode);
    }

    /// <summary>
    /// An officer who lost the app enrols another one at the next log-in. Nobody resets their own: who has the session would
    /// need no app.
    /// </summary>
    public static Decision<AccountState> Reset(AccountState state, string accountId, ResetTotp command)
    {
        if (state is not { Status: AccountStatus.Active, Role: not (AccountRole.Applicant or AccountRole.Unspecified) })
            return Decision.Refuse(state, AccountRecoveryRefusals.OfficerNotFound);
        if (command.By == accountId) return Decision.Refuse(state, AccountRecoveryRefusals.OwnAuthenticator);
        return state.Totp is null
            ? Decision.Repeat(state)
            : Decision.Accept(state with { Totp = null, SecurityStamp = command.NextSecurityStamp }, new TotpReset());
    }

    /// <summary>The app after a log-in whose code holds; null when it does not. Without an app any log-in holds.</summary>
    internal static (bool Holds, TotpEnrolment? Next) Use(TotpEnrolment? totp, string? code, DateTimeOffset now) => totp switch
    {
        not { IsConfirmed: true } => (true, totp),
        _ when code is not null && TotpCode.Find(totp.Key, code, now, totp.LastStep) is { } step => (true, totp with { LastStep = step }),
        _ => (false, totp),
    };
}
