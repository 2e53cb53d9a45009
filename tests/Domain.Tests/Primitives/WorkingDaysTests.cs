namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class WorkingDaysTests
{
    private static readonly WorkingDays Days = new([(8, 17), (12, 25)], [new DateOnly(2026, 3, 20)]);

    // 2 March 2026 is a Monday.
    [Theory]
    [InlineData("2026-03-02", "2026-03-02", 0)]
    [InlineData("2026-03-02", "2026-03-03", 1)]
    [InlineData("2026-03-06", "2026-03-08", 0)] // Friday to Sunday
    [InlineData("2026-03-06", "2026-03-09", 1)] // Friday to Monday
    [InlineData("2026-03-02", "2026-03-09", 5)]
    [InlineData("2026-03-19", "2026-03-20", 0)] // a holiday of that year
    [InlineData("2026-08-14", "2026-08-18", 1)] // Independence Day on a Monday
    [InlineData("2026-03-03", "2026-03-02", 0)]
    public void Count_what_has_begun_since(string from, string today, int days) =>
        Assert.Equal(days, Days.Since(Day(from), Day(today)));

    [Fact]
    public void Are_not_counted_for_ever() => Assert.InRange(Days.Since(DateOnly.MinValue, Day("2026-03-02")), 2_500, 2_660);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
