using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Tests.Admission;

public sealed class BackSeatTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task In_a_quiet_hour_nobody_rests()
    {
        var began = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(1));
        await new BackSeat(() => false, time).Rest(began, CancellationToken.None);
    }

    [Theory]
    [InlineData(0.1, 0.9)]
    [InlineData(30, 5)] // a code may lie in the same heap
    public async Task In_a_rush_it_rests_nine_times_as_long_as_it_worked_and_never_for_long(double worked, double rests)
    {
        var began = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(worked));
        var rest = new BackSeat(() => true, time).Rest(began, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(rests - 0.01));
        Assert.False(rest.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.02));
        await rest;
    }

    [Fact]
    public void Between_two_waves_it_is_not_quiet()
    {
        var isWave = true;
        var seat = new BackSeat(() => isWave, time);
        Assert.True(seat.IsBusy);
        isWave = false;
        time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.True(seat.IsBusy);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(seat.IsBusy);
    }

    [Fact]
    public async Task A_node_that_stops_wakes_it()
    {
        using var stop = new CancellationTokenSource();
        var began = time.GetTimestamp();
        time.Advance(TimeSpan.FromSeconds(1));
        var rest = new BackSeat(() => true, time).Rest(began, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rest);
    }
}
