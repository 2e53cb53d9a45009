using System.Globalization;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>
/// How often a person may have a register asked, so that nobody walks through it. Every question counts, also one that was
/// answered well: a person has one registration.
/// </summary>
public static class RegisterTriesRule
{
    /// <summary>Questions a person and day, in Jakarta [assumption].</summary>
    public const int MaxADay = 20;

    public static Decision<RegisterTriesState> Count(RegisterTriesState state, CountRegisterTry command)
    {
        var today = IndonesianTime.JakartaDate(command.At);
        var before = state.Day == today ? state.Count : 0;
        if (before >= MaxADay) return Decision.Refuse(state, TooMany(command.At, today));
        return Decision.Accept(state with { Day = today, Count = before + 1 }, new RegisterTried(today, before + 1));
    }

    private static Refusal TooMany(DateTimeOffset at, DateOnly today) => DocumentRefusals.TooManyChecks
        .With("max", MaxADay.ToString(CultureInfo.InvariantCulture))
        .With(
            "retryAfterSeconds",
            Math.Ceiling((IndonesianTime.EndOfJakartaDay(today) - at).TotalSeconds).ToString(CultureInfo.InvariantCulture));
}

/// <summary>How often a person had a register asked, on the last day they did.</summary>
public sealed record RegisterTriesState : Entity
{
    public DateOnly? Day { get; init; }

    public int Count { get; init; }
}

/// <summary>A person wants a register to be asked.</summary>
public sealed record CountRegisterTry(DateTimeOffset At);
