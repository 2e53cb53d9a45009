namespace Siskop2mi.Domain.Vacancies;

/// <summary>
/// Adds up work in months, as a candidate's letters prove it: two letters about the same time count once, and only days from
/// the registration to the cut-off count (domain reference 3.3: two years "counted from STR issue date, cumulative to the cut-off").
/// </summary>
public static class WorkedMonths
{
    // Days left over from whole calendar months are added up. The longest month, so that one period is never rounded up to a
    // month it lacks a day of [assumption].
    private const int DaysOfMonth = 31;

    /// <param name="periods">Periods of work in any order; a period that ends before it begins counts nothing.</param>
    /// <param name="from">First day that counts.</param>
    /// <param name="to">Last day that counts.</param>
    public static int Between(IEnumerable<WorkPeriod> periods, DateOnly from, DateOnly to)
    {
        var (months, days) = (0, 0);
        foreach (var period in Merged(periods.Select(period => Clip(period, from, to))))
        {
            var end = period.To.AddDays(1);
            var whole = WholeMonths(period.From, end);
            months += whole;
            days += end.DayNumber - period.From.AddMonths(whole).DayNumber;
        }

        return months + days / DaysOfMonth;
    }

    private static WorkPeriod Clip(WorkPeriod period, DateOnly from, DateOnly to) =>
        new(period.From < from ? from : period.From, period.To > to ? to : period.To);

    private static List<WorkPeriod> Merged(IEnumerable<WorkPeriod> periods)
    {
        List<WorkPeriod> merged = [];
        foreach (var period in periods.Where(period => period.From <= period.To).OrderBy(period => period.From))
        {
            if (merged is [.., var last] && period.From <= last.To.AddDays(1))
                merged[^1] = last with { To = period.To > last.To ? period.To : last.To };
            else
                merged.Add(period);
        }

        return merged;
    }

    private static int WholeMonths(DateOnly from, DateOnly end)
    {
        var months = (end.Year - from.Year) * 12 + end.Month - from.Month;
        return from.AddMonths(months) > end ? months - 1 : months;
    }
}
