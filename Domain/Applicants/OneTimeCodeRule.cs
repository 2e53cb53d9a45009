using System.Globalization;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// How a code by text message lives and how often one is sent (domain reference 3.2, OTP policy) [assumption]. A wrong, an
/// expired, a used and a never sent code are one and the same answer.
/// </summary>
public static class OneTimeCodeRule
{
    /// <summary>How many digits a code has.</summary>
    public const int Digits = 6;
    public const int MostTries = 5;
    public const int MostPerHour = 5;
    public const int MostPerDay = 10;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan PauseBetween = TimeSpan.FromSeconds(60);

    /// <summary>Whether the code that is out can still be typed.</summary>
    public static bool IsOut(OneTimeCode? code, DateTimeOffset now) =>
        code is { Value: not null, WrongTries: < MostTries } && now < code.ExpiresAt;

    /// <summary>Why none may be sent now, or null; the fact says how long to wait.</summary>
    public static Refusal? RefuseSending(OneTimeCode? code, DateTimeOffset now)
    {
        var sent = code?.SentAt ?? [];
        DateTimeOffset[] ends =
        [
            sent.Length > 0 ? sent[^1] + PauseBetween : now,
            sent.Length >= MostPerHour ? sent[^MostPerHour].AddHours(1) : now,
            sent.Length >= MostPerDay ? sent[^MostPerDay].AddDays(1) : now,
        ];
        return ends.Max() > now ? AccountRefusals.ResendTooSoon.With("retryAfterSeconds", Seconds(ends.Max() - now)) : null;
    }

    /// <summary>A new code is out; the one before works no more.</summary>
    public static OneTimeCode Send(OneTimeCode? code, AccountSecret value, DateTimeOffset now) =>
        Note(code, now) with { Value = value, ExpiresAt = now + Life, WrongTries = 0 };

    /// <summary>Something else than a code was sent, such as a link: it counts towards the limits all the same.</summary>
    public static OneTimeCode Note(OneTimeCode? code, DateTimeOffset now) =>
        (code ?? new OneTimeCode()) with { SentAt = [.. (code?.SentAt ?? []).Add(now).TakeLast(MostPerDay)] };

    /// <summary>Why a typed code does not hold, or null when it does.</summary>
    public static Refusal? Refuse(OneTimeCode? code, AccountSecret typed, DateTimeOffset now)
    {
        if (code?.Value is null || !(now < code.ExpiresAt)) return AccountRefusals.InvalidCode;
        if (code.WrongTries >= MostTries)
            return AccountRefusals.TooManyAttempts.With("retryAfterSeconds", Seconds(code.ExpiresAt.Value - now));
        return code.Value == typed ? null : AccountRefusals.InvalidCode;
    }

    /// <summary>What is left after a try: a code that held is used up, a wrong one counts.</summary>
    public static OneTimeCode? AfterTry(OneTimeCode? code, AccountSecret typed, DateTimeOffset now) =>
        !IsOut(code, now) ? code
        : code!.Value == typed ? code with { Value = null, ExpiresAt = null, WrongTries = 0 }
        : code with { WrongTries = code.WrongTries + 1 };

    // Never zero: "try again in 0 seconds" would be a lie.
    internal static string Seconds(TimeSpan wait) => ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
