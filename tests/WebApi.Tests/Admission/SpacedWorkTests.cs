using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Tests.Admission;

public sealed class SpacedWorkTests : IDisposable
{
    private static readonly TimeSpan Piece = TimeSpan.FromSeconds(0.1);

    private readonly ManualTimeProvider time = new();
    private readonly CostlyWork threads = new(threads: 2);
    private bool isBusy = true;

    [Fact]
    public async Task While_people_are_sending_the_next_piece_waits_for_the_rest_of_the_one_before()
    {
        using var work = Work();
        var (first, second) = (Done(work), Done(work));
        await Resting();
        Assert.False(second.IsCompleted);
        time.Advance((Piece * 9) - TimeSpan.FromMilliseconds(1));
        Assert.False(first.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal("done", await first);
        await Resting();
        time.Advance(Piece * 9);
        Assert.Equal("done", await second);
    }

    [Fact]
    public async Task A_piece_that_fails_rests_as_well()
    {
        using var work = Work();
        var failing = work.Run<string>(() => throw Worked(new InvalidOperationException("no file")), CancellationToken.None);
        await Resting();
        Assert.False(failing.IsCompleted);
        time.Advance(Piece * 9);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        isBusy = false;
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("done", await Done(work));
    }

    [Fact]
    public async Task In_a_quiet_hour_there_is_no_rest()
    {
        isBusy = false;
        using var work = Work();
        Assert.Equal(["done", "done"], await Task.WhenAll(Done(work), Done(work)));
    }

    public void Dispose() => threads.Dispose();

    private SpacedWork Work() => new(threads, new BackSeat(() => isBusy, time), time);

    private Task<string> Done(SpacedWork work) => work.Run(() => Worked("done"), CancellationToken.None);

    private T Worked<T>(T result)
    {
        time.Advance(Piece);
        return result;
    }

    // The rest is the only timer there is.
    private async Task Resting()
    {
        while (time.NextTimer is null) await Task.Delay(1);
    }
}
