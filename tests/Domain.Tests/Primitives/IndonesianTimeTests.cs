using System.Globalization;

namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class IndonesianTimeTests
{
    [Theory]
    [InlineData("2023-07-16T16:59:59Z", "2023-07-16")]
    [InlineData("2023-07-16T17:00:00Z", "2023-07-17")] // "17 Juli 2023 pukul 00.00 WIB"
    [InlineData("2023-07-17T00:00:00+07:00", "2023-07-17")]
    [InlineData("2023-07-17T01:59:59+09:00", "2023-07-16")] // Jayapura is two hours ahead
    [InlineData("2025-12-31T17:00:00Z", "2026-01-01")]
    [InlineData("2024-02-28T17:00:00Z", "2024-02-29")]
    public void Turns_an_instant_into_a_date(string instant, string date) =>
        Assert.Equal(Date(date), IndonesianTime.JakartaDate(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));

    [Fact]
    public void A_day_lasts_from_its_first_instant_to_the_one_after_its_last()
    {
        var day = new DateOnly(2023, 7, 17);
        var (start, end) = (IndonesianTime.StartOfJakartaDay(day), IndonesianTime.EndOfJakartaDay(day));

        Assert.Equal(new DateTimeOffset(2023, 7, 16, 17, 0, 0, TimeSpan.Zero), start.ToUniversalTime());
        Assert.Equal(TimeSpan.FromDays(1), end - start);
        Assert.Equal(day, IndonesianTime.JakartaDate(start));
        Assert.Equal(day, IndonesianTime.JakartaDate(end.AddTicks(-1)));
        Assert.Equal(day.AddDays(1), IndonesianTime.JakartaDate(end));
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
