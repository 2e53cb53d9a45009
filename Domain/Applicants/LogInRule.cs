using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// Who gets in. A wrong password, an unknown name and an account not yet active are one and the same answer. Ten wrong passwords in
/// 15 minutes from one origin are borne, the eleventh closes the account for that origin; a device that was logged in before is an
/// origin of its own. Guessing from many origins is slowed for all but known devices, 30 seconds after the fiftieth, then twice as
/// long each time, an hour at most [assumption].
/// </summary>
public static class LogInRule
{
    public const int MaxFailedLogIns = 11;
    public const int MostOrigins = 16;
    public const int MostFromStrangers = 50;

    public static readonly TimeSpan LockPeriod = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan StrangersForgottenAfter = TimeSpan.FromDays(1);

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    /// <summary>A failed attempt changes state too, so the answer is read with <see cref="Answer"/>.</summary>
    public static Decision<AccountState> Decide(AccountState state, AttemptLogIn command, DateTimeOffset now)
    {
        if (state.Status is not AccountStatus.Active) return Decision.Refuse(state, AccountRefusals.InvalidCredentials);
        if (ClosedUntil(state, command) is { } closed && closed > now) return Decision.Refuse(state, TooMany(closed, now));
        var (codeHolds, totp) = TotpRule.Use(state.Totp, command.Code, now);
        if (command.PasswordMatches && codeHolds)
            return Decision.Accept(state with { LogIns = Forgiven(state.LogIns, command), Totp = totp }, new LoggedIn());
        if (command.PasswordMatches && command.Code is null) return Decision.Refuse(state, AccountRefusals.TotpRequired);

        var origin = Failed(state.LogIns?.Origins.FirstOrDefault(one => one.Origin == command.Origin), command, now);
        var next = state with { LogIns = Counted(state.LogIns ?? new LogInAttempts(), origin, command, now) };
        var failed = new LogInFailed(origin.Failed);
        return origin.ClosedUntil is { } until
            ? Decision.Accept(next, failed, new AccountLocked(until))
            : Decision.Accept(next, failed);
    }

    /// <summary>What to say to an attempt that failed, after that is stored. A wrong code is told to who knows the password.</summary>
    public static Refusal Answer(AccountState state, AttemptLogIn command, DateTimeOffset now) =>
        OriginOf(state, command)?.ClosedUntil is { } closed && closed > now ? TooMany(closed, now)
        : command.PasswordMatches ? AccountRefusals.InvalidCode
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

    private static DateTimeOffset? ClosedUntil(AccountState state, AttemptLogIn command)
    {
        var (own, all) = (OriginOf(state, command)?.ClosedUntil, command.IsKnownDevice ? null : state.LogIns?.StrangersWaitUntil);
        return own is null || all > own ? all : own;
    }

    private static OriginFailures? OriginOf(AccountState state, AttemptLogIn command) =>
        state.LogIns?.Origins.FirstOrDefault(one => one.Origin == command.Origin);

    // What an origin did before it was closed is paid for; what it did a quarter of an hour ago is forgotten.
    private static OriginFailures Failed(OriginFailures? before, AttemptLogIn command, DateTimeOffset now)
    {
        var counts = before is { ClosedUntil: null } && now < before.Since + LockPeriod;
        var failed = counts ? before!.Failed + 1 : 1;
        return new OriginFailures(
            command.Origin, failed, counts ? before!.Since : now, failed >= MaxFailedLogIns ? now + LockPeriod : null);
    }

    private static LogInAttempts Counted(LogInAttempts before, OriginFailures origin, AttemptLogIn command, DateTimeOffset now)
    {
        var origins = before.Origins.RemoveAll(one => one.Origin == origin.Origin).Add(origin);
        var next = before with { Origins = [.. origins.TakeLast(MostOrigins)] };
        if (command.IsKnownDevice) return next;
        var strangers = now < before.LastFromStrangers + StrangersForgottenAfter ? before.FromStrangers + 1 : 1;
        return next with
        {
            FromStrangers = strangers,
            LastFromStrangers = now,
            StrangersWaitUntil = strangers >= MostFromStrangers ? now + DelayAfter(strangers) : null,
        };
    }

    private static TimeSpan DelayAfter(int strangers)
    {
        var doubled = strangers - MostFromStrangers;
        return doubled >= 7 ? LongestDelay : ShortestDelay * (1 << doubled);
    }

    private static LogInAttempts? Forgiven(LogInAttempts? before, AttemptLogIn command) => before is null
        ? null
        : new LogInAttempts { Origins = before.Origins.RemoveAll(one => one.Origin == command.Origin) };

    private static Refusal TooMany(DateTimeOffset until, DateTimeOffset now) =>
        AccountRefusals.TooManyAttempts.With("retryAfterSeconds", OneTimeCodeRule.Seconds(until - now));
}
