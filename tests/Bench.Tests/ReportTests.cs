using Siskop2mi.Bench.Reports;

namespace Siskop2mi.Bench.Tests;

public sealed class ReportTests
{
    [Fact]
    public void Several_runs_are_told_by_their_median_and_spread()
    {
        var all = Medians.Of([Run(10, 3), Run(20, 3), Run(14, 3)]);
        Assert.Equal(3, all.Runs);
        Assert.Equal(14, all.Figures["speed"].Value);
        Assert.Equal(10 / 14.0, all.Figures["speed"].Spread, 9);
    }

    [Fact]
    public void A_count_that_was_wrong_once_is_wrong()
    {
        var all = Medians.Of([Run(10, 3), Run(20, 2), Run(14, 3)]);
        Assert.Equal(2, all.Counts["kept"].Value);
        Assert.False(all.AreCountsRight);
        Assert.False(all.Reached);
    }

    [Theory]
    [InlineData(2.0, 2.0, false, true)]
    [InlineData(1.9, 2.0, false, false)]
    [InlineData(2.1, 2.0, true, false)]
    [InlineData(double.NaN, 2.0, false, false)]
    [InlineData(double.NaN, 2.0, true, false)]
    [InlineData(0.1, null, false, true)]
    public void A_bar_is_reached_or_not(double value, double? bar, bool isCeiling, bool reached) =>
        Assert.Equal(reached, new Ratio(value, bar, isCeiling).Reached);

    private static BenchResult Run(double speed, long kept)
    {
        var result = new BenchResult("probe", "a probe");
        result.Figures["speed"] = new Figure(speed, "/s");
        result.Counts["kept"] = new Count(kept, 3);
        return result;
    }
}
