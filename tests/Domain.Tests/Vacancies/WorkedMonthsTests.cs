using System.Globalization;

namespace Siskop2mi.Domain.Tests.Vacancies;

public sealed class WorkedMonthsTests
{
    [Theory]
    [InlineData(24, "2021-06-17..2023-06-16")]
    [InlineData(23, "2021-06-18..2023-06-16")]
    [InlineData(24, "2019-01-01..2030-12-31")]
    [InlineData(0, "2019-01-01..2021-06-16")]
    [InlineData(0, "2023-06-17..2024-06-16")]
    [InlineData(0, "2022-02-01..2022-01-01")]
    [InlineData(12, "2021-07-01..2021-12-31", "2022-07-01..2022-12-31")]
    [InlineData(12, "2021-07-01..2022-06-30", "2021-09-01..2021-12-31")]
    [InlineData(12, "2022-01-01..2022-06-30", "2021-07-01..2021-12-31")]
    [InlineData(2, "2022-01-10..2022-01-25", "2022-03-10..2022-03-24", "2022-05-01..2022-05-31")]
    [InlineData(1, "2022-01-10..2022-01-24", "2022-03-10..2022-03-24", "2022-05-01..2022-05-31")]
    [InlineData(1, "2022-01-31..2022-02-28")]
    [InlineData(0)]
    public void Counts_each_day_from_the_registration_to_the_cut_off_once(int months, params string[] periods) =>
        Assert.Equal(months, WorkedMonths.Between(periods.Select(Period), new DateOnly(2021, 6, 17), new DateOnly(2023, 6, 16)));

    private static WorkPeriod Period(string text) => text.Split("..") is [var from, var to]
        ? new WorkPeriod(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture))
        : throw new FormatException();
}
