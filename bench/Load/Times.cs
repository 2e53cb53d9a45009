using System.Diagnostics;
using System.Numerics;

namespace Siskop2mi.Bench.Load;

/// <summary>
/// A histogram of times: 64 buckets to each power of two, so a value is told within 1.6 per cent, from 1 microsecond to
/// hours. Not safe for several threads: each caller has its own, and they are added up at the end.
/// </summary>
internal sealed class Times
{
    private const int StepBits = 6;
    private const int Steps = 1 << StepBits;

    private readonly long[] buckets = new long[Steps * 34];

    public long Total { get; private set; }

    public void AddSince(long startTimestamp) => Add(Stopwatch.GetElapsedTime(startTimestamp));

    public void Add(TimeSpan time)
    {
        buckets[BucketOf(Math.Max(0, (long)time.TotalMicroseconds))]++;
        Total++;
    }

    public void Add(Times other)
    {
        for (var i = 0; i < buckets.Length; i++) buckets[i] += other.buckets[i];
        Total += other.Total;
    }

    /// <summary>Milliseconds that a share of all times does not exceed; 0 when there are none.</summary>
    public double Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Total);
        for (var i = 0; i < buckets.Length; i++)
        {
            rank -= buckets[i];
            if (rank <= 0 && buckets[i] > 0) return MiddleOf(i) / 1_000;
        }

        return 0;
    }

    // Below one full round of steps a bucket is a microsecond; above, the leading bits say which.
    private static int BucketOf(long micros)
    {
        if (micros < Steps) return (int)micros;
        var shift = BitOperations.Log2((ulong)micros) - StepBits;
        return ((shift + 1) << StepBits) + (int)((micros >> shift) - Steps);
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket < Steps) return bucket;
        var shift = (bucket >> StepBits) - 1;
        return ((long)((bucket & (Steps - 1)) + Steps) << shift) + ((1L << shift) / 2.0);
    }
}
