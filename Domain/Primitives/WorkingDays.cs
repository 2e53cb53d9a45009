using System.Collections.Frozen;

namespace Siskop2mi.Domain.Primitives;

/// <summary>Days on which offices work: Monday to Friday, without public holidays. Dates are days in Jakarta.</summary>
/// <param name="everyYear">Holidays that come on the same day each year, as month and day.</param>
/// <param name="single">Holidays of one year, such as those that follow the moon.</param>
public sealed class WorkingDays(IEnumerable<(int Month, int Day)> everyYear, IEnumerable<DateOnly> single)
{
    /// <summary>Nobody waits longer than this; a date further off is a mistake.</summary>
    private const int MostDays = 3_660;

    private readonly FrozenSet<(int, int)> everyYear = everyYear.ToFrozenSet();
    private readonly FrozenSet<DateOnly> single = single.ToFrozenSet();

    /// <summary>Whether offices work on a day.</summary>
    public bool Includes(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !single.Contains(day) && !everyYear.Contains((day.Month, day.Day));

    /// <summary>
    /// How many working days have begun since a day, that day not counted: what comes in on Friday is one working day old on Monday.
    /// </summary>
    public int Since(DateOnly from, DateOnly today)
    {
        var days = Math.Min(today.DayNumber - from.DayNumber, MostDays);
        return days <= 0 ? 0 : Enumerable.Range(1, days).Count(after => Includes(from.AddDays(after)));
    }
}
