namespace Siskop2mi.Domain.Tests.Applications;

public sealed class OfficeHoursTests
{
    private static readonly OfficeHours Hours = new();

    [Fact]
    public void A_day_has_twelve_half_hours_without_the_noon_break() => Assert.Equal(
        ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "13:00", "13:30", "14:00", "14:30"],
        Hours.Slots().Select(time => time.ToString("HH:mm", null)));

    [Theory]
    [InlineData(60, 5, 5)]
    [InlineData(61, 6, 5)] // what is left over goes to the earliest
    [InlineData(13, 2, 1)]
    [InlineData(12, 1, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 0, 0)]
    public void The_places_of_a_day_are_shared_out_and_none_is_lost(int perDay, int first, int last)
    {
        var places = Hours.Places(perDay);
        Assert.Equal(perDay, places.Sum(slot => slot.Count));
        Assert.Equal(first, places.FirstOrDefault(slot => slot.Time == new TimeOnly(8, 0))?.Count ?? 0);
        Assert.Equal(last, places.FirstOrDefault(slot => slot.Time == new TimeOnly(14, 30))?.Count ?? 0);
        Assert.DoesNotContain(places, slot => slot.Count == 0);
    }

    [Fact]
    public void A_slot_that_would_run_into_the_break_or_past_the_end_is_none()
    {
        var longer = Hours with { SlotMinutes = 45, Opens = new TimeOnly(11, 0), Closes = new TimeOnly(14, 0) };
        Assert.Equal(["11:00", "13:15"], longer.Slots().Select(time => time.ToString("HH:mm", null)));
    }

    [Fact]
    public void Hours_without_a_slot_are_a_mistake() =>
        Assert.Throws<InvalidOperationException>(() => (Hours with { Closes = Hours.Opens }).Slots());
}
