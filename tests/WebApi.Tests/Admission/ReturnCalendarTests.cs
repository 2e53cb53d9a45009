using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Tests.Admission;

public sealed class ReturnCalendarTests
{
    private readonly Random random = new(16);

    [Fact]
    public void A_few_are_spread_over_ten_seconds()
    {
        var returns = Returns(1_000, perSecond: 500);
        Assert.Equal(Enumerable.Range(1, 10), returns.Keys.Order());
        Assert.All(returns.Values, count => Assert.InRange(count, 60, 140));
    }

    [Fact]
    public void So_many_as_the_lane_gets_done_in_a_second_come_back_in_it()
    {
        var returns = Returns(20_000, perSecond: 500);
        Assert.InRange(returns.Keys.Max(), 40, ReturnCalendar.Longest);
        Assert.InRange(returns.Values.Max(), 500, 750);
    }

    [Fact]
    public void Seconds_gone_by_are_free_again()
    {
        var calendar = new ReturnCalendar(random.Next);
        for (var i = 0; i < 100_000; i++) calendar.Book(1_000, 500);
        Assert.InRange(Enumerable.Range(0, 1_000).Max(_ => calendar.Book(1_000 + ReturnCalendar.Longest, 500)), 1, 10);
        Assert.InRange(Enumerable.Range(0, 1_000).Max(_ => calendar.Book(900_000, 500)), 1, 10);
    }

    private Dictionary<int, int> Returns(int refused, double perSecond)
    {
        var calendar = new ReturnCalendar(random.Next);
        return Enumerable.Range(0, refused).Select(_ => calendar.Book(1_000, perSecond)).CountBy(wait => wait).ToDictionary();
    }
}
