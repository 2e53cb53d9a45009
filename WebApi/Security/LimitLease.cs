using System.Threading.RateLimiting;

namespace Siskop2mi.WebApi.Security;

/// <summary>What a limiter of ours says: yes, or no and perhaps when it is worth another try.</summary>
internal class LimitLease(bool isAcquired, TimeSpan? retryAfter) : RateLimitLease
{
    public static LimitLease Granted { get; } = new(isAcquired: true, retryAfter: null);

    /// <inheritdoc />
    public override bool IsAcquired => isAcquired;

    /// <inheritdoc />
    public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

    public static LimitLease Refused(TimeSpan? retryAfter) => new(isAcquired: false, retryAfter);

    /// <inheritdoc />
    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = retryAfter;
        return retryAfter is not null && metadataName == MetadataName.RetryAfter.Name;
    }
}
