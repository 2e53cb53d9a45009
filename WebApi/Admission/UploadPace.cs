namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// How fast files come in, all together: so many bytes a second while people are sending their applications, four times as many
/// otherwise. Each byte takes the processors and the disk that a commit waits for. Who uploads over a weak link sees no difference;
/// nobody is turned away.
/// </summary>
internal sealed class UploadPace(BackSeat backSeat, TimeProvider time, long bytesPerSecond)
{
    public const long DefaultBytesPerSecond = 8_000_000;

    // Not endless, so that twenty files that come just before the rush do not meet it.
    private const int InQuietHours = 4;

    private readonly Lock gate = new();
    private long free;

    /// <summary>Waits until it is the turn of so many bytes.</summary>
    public ValueTask Pass(int bytes, CancellationToken cancellationToken)
    {
        var rate = backSeat.IsBusy ? bytesPerSecond : bytesPerSecond * InQuietHours;
        TimeSpan wait;
        lock (gate)
        {
            var now = time.GetTimestamp();
            free = Math.Max(free, now);
            wait = time.GetElapsedTime(now, free);
            free += (long)(bytes / (double)rate * time.TimestampFrequency);
        }

        return wait <= TimeSpan.Zero ? ValueTask.CompletedTask : new ValueTask(Task.Delay(wait, time, cancellationToken));
    }
}
