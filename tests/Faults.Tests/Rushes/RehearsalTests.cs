using Siskop2mi.Bench.Load;
using Siskop2mi.RehearseRush.Rehearsals;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>What an operator may order, when, and which sentence comes of it.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public void An_order_is_read()
    {
        string[] words = ["ijepa-16", "--rate", "600", "--minutes", "1.5", "--Node:DataDirectory", "x", "--yes-really"];
        var order = RehearsalOrder.TryParse(words)!;
        Assert.Equal(("ijepa-16", 600, 1.5, true), (order.BatchId, order.Rate, order.Minutes, order.IsSure));
        Assert.Equal(["--Node:DataDirectory", "x"], order.Configuration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--rate 600")]
    [InlineData("ijepa-16")]
    [InlineData("ijepa-16 --rate")]
    [InlineData("ijepa-16 --rate 0")]
    [InlineData("ijepa-16 --rate many")]
    [InlineData("ijepa-16 --rate 600 --Mail:Host mail.example")]
    public void What_is_no_order_is_not_carried_out(string words) =>
        Assert.Null(RehearsalOrder.TryParse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(30, true)]
    [InlineData(61, false)]
    [InlineData(-121, false)]
    public void Nobody_rehearses_while_people_send_or_are_about_to(int opensInMinutes, bool isNear)
    {
        var now = new DateTimeOffset(2026, 7, 1, 1, 0, 0, TimeSpan.Zero);
        var opens = now.AddMinutes(opensInMinutes);
        var notice = RushNotices.FirstCome("satu", "satu-1", 1) with { OpensAt = opens, ClosesAt = opens.AddHours(2) };
        Assert.Equal(isNear, RehearsalWindow.WhyNot([notice], now) is not null);
    }

    [Fact]
    public void Rates_grow_by_half_as_long_as_time_allows() => Assert.Equal([600, 900, 1350], RateLadder.Rates(600, 1));

    [Fact]
    public void The_last_rate_before_the_first_that_was_not_safe_is_safe()
    {
        Assert.Equal(
            "safe up to 900 submits a minute on this machine",
            RateLadder.Sentence([Rung(600, 90, 0), Rung(900, 90, 0), Rung(1350, 2_500, 0)]));
        Assert.Equal(
            "safe up to 600 submits a minute on this machine (no higher rate was tried)", RateLadder.Sentence([Rung(600, 90, 1)]));
        Assert.Equal("not safe at 600 submits a minute on this machine", RateLadder.Sentence([Rung(600, 90, 2)]));
    }

    private static Rung Rung(int rate, double milliseconds, int turnedAway)
    {
        var times = new Times();
        for (var i = 0; i < 100; i++) times.Add(TimeSpan.FromMilliseconds(milliseconds));
        return new Rung(rate, 100, turnedAway, times);
    }
}
