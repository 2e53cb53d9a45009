using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// Who gets in. A wrong password, an unknown name and an account not yet active are one and the same answer. Five wrong
/// passwords in a row close the account to log-ins for 15 minutes [assumption].
/// </summary>
public static class LogInRule
{
    public const int MaxFailedLogIns = 5;

    public static readonly TimeSpan LockPeriod = TimeSpan.FromMinutes(15);

    /// <summary>A failed attempt changes state too, so the answer is read with <see cref="Answer"/>.</summary>
    public static Decision<AccountState> Decide(AccountState state, AttemptLogIn command, DateTimeOffset now)
    {
        if (state.Status is not AccountStatus.Active) return Decision.Refuse(state, AccountRefusals.InvalidCredentials);
        if (state.LockedUntil > now) return Decision.Refuse(state, Locked(state.LockedUntil.Value, now));
        if (command.PasswordMatches) return Decision.Accept(state with { FailedLogIns = 0, LockedUntil = null }, new LoggedIn());

        var failed = state.FailedLogIns + 1;
        if (failed < MaxFailedLogIns)
            return Decision.Accept(state with { FailedLogIns = failed, LockedUntil = null }, new LogInFailed(failed));

        var until = now + LockPeriod;
        return Decision.Accept(state with { FailedLogIns = 0, LockedUntil = until }, new LogInFailed(failed), new AccountLocked(until));
    }

    /// <summary>What to say after the decision is stored: null lets the person in.</summary>
    public static Refusal? Answer(AccountState state, AttemptLogIn command, DateTimeOffset now) =>
        state.LockedUntil > now ? Locked(state.LockedUntil.Value, now)
        : command.PasswordMatches ? null
        : AccountRefusals.InvalidCredentials;

    public static Decision<AccountState> EndSessions(AccountState state, EndSessions command) =>
        state.Status is AccountStatus.Active
            ? Decision.Accept(state with { SecurityStamp = command.NextSecurityStamp }, new SessionsEnded())
            : Decision.Refuse(state, AccountRefusals.InvalidCredentials);

    public static Decision<AccountState> Appoint(AccountState state, AppointOfficer command, DateTimeOffset now)
    {
        if (state.Status is not AccountStatus.NotStarted)
            return (state.Role, state.OfficeId, state.Email) == (command.Role, command.OfficeId, command.Email)
                ? Decision.Repeat(state)
                : Decision.Refuse(state, AccountRefusals.OtherIdentity);
        var next = state with
        {
            Status = AccountStatus.Active,
            Role = command.Role,
            OfficeId = command.OfficeId,
            FullName = command.FullName,
            Email = command.Email,
            Mobile = command.Mobile,
            PasswordHash = command.PasswordHash,
            SecurityStamp = command.SecurityStamp,
            StartedAt = now,
            ActivatedAt = now,
        };
        return Decision.Accept(next, new OfficerAppointed(command.Role, command.OfficeId));
    }

    private static Refusal Locked(DateTimeOffset until, DateTimeOffset now) => AccountRefusals.TooManyAttempts.With(
        "retryAfterSeconds", ((int)Math.Ceiling((until - now).TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
