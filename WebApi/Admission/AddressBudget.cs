using System.Threading.RateLimiting;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// What one address may try: a stock of attempts that fills up again steadily. A village that comes all at once lives from the stock,
/// and stays under what comes in. A refused attempt costs half of one, so that a machine that goes on knocking faster than that gets
/// nothing at all, while people who try once more do.
/// </summary>
/// <param name="perMinute">How fast the stock fills up, and how large it is.</param>
/// <param name="time">The clock.</param>
internal sealed class AddressBudget(int perMinute, TimeProvider time) : RateLimiter
{
    private const double CostOfRefused = 0.5;

    // Soon after it stops, the address is free again, whoever else lives there.
    private static readonly TimeSpan LongestDebt = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private double stock = perMinute;
    private long at = time.GetTimestamp();

    private double PerSecond => perMinute / 60.0;

    /// <inheritdoc />
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (gate)
            {
                var full = TimeSpan.FromSeconds((perMinute - stock) / PerSecond);
                return time.GetElapsedTime(at) - full is { Ticks: > 0 } idle ? idle : null;
            }
        }
    }

    /// <inheritdoc />
    public override RateLimiterStatistics? GetStatistics() => null;

    /// <inheritdoc />
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            stock = Math.Min(perMinute, stock + (time.GetElapsedTime(at, now).TotalSeconds * PerSecond));
            at = now;
            if (stock >= 1)
            {
                stock--;
                return LimitLease.Granted;
            }

            stock = Math.Max(stock - CostOfRefused, -LongestDebt.TotalSeconds * PerSecond);
            return LimitLease.Refused(TimeSpan.FromSeconds((1 - stock) / PerSecond));
        }
    }

    /// <inheritdoc />
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));
}
