using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Tests.Admission;

public sealed class UploadPaceTests
{
    private readonly ManualTimeProvider time = new();

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 4)] // in a quiet hour
    public async Task All_files_together_get_so_many_bytes_a_second(bool isBusy, int times)
    {
        var pace = new UploadPace(new BackSeat(() => isBusy, time), time, bytesPerSecond: 1_000);
        Assert.True(pace.Pass(500 * times, CancellationToken.None).IsCompletedSuccessfully);
        var second = pace.Pass(500 * times, CancellationToken.None).AsTask();
        var third = pace.Pass(1, CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(0.51));
        await second;
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.5));
        await third;
    }

    [Fact]
    public async Task What_was_not_sent_for_a_while_is_not_saved_up()
    {
        var pace = new UploadPace(new BackSeat(() => true, time), time, bytesPerSecond: 1_000);
        await pace.Pass(10, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(pace.Pass(2_000, CancellationToken.None).IsCompletedSuccessfully);
        Assert.False(pace.Pass(1, CancellationToken.None).IsCompleted);
    }
}
