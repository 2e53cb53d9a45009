using System.Security.Claims;
using System.Threading.RateLimiting;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// How many requests one account may make, whatever they are. A person never gets there; a program gone wild stops here. Not
/// by address: a village may share one. Who is not logged in is only counted where an attempt is one (<see cref="AttemptLimits"/>).
/// Of what changes something, one account may have a few under way at once: nobody types faster.
/// </summary>
internal static class AccountLimit
{
    public const int DefaultPerMinute = 2_000;

    private const int DefaultWritesAtOnce = 8;

    public static PartitionedRateLimiter<HttpContext> Create(IConfiguration configuration)
    {
        var perMinute = configuration.GetValue("RateLimits:RequestsPerMinute", DefaultPerMinute);
        var writesAtOnce = configuration.GetValue("RateLimits:WritesAtOnce", DefaultWritesAtOnce);
        return PartitionedRateLimiter.CreateChained(WritesAtOnce(writesAtOnce), PerMinute(perMinute));
    }

    private static PartitionedRateLimiter<HttpContext> PerMinute(int perMinute) =>
        PartitionedRateLimiter.Create<HttpContext, (string, AccountSecret)>(context => Owner(context.User) is { } owner
            ? RateLimitPartition.GetSlidingWindowLimiter(owner, _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            })
            : RateLimitPartition.GetNoLimiter(("", AccountSecret.Restore(""))));

    private static PartitionedRateLimiter<HttpContext> WritesAtOnce(int most) =>
        PartitionedRateLimiter.Create<HttpContext, (string, AccountSecret)>(context =>
            !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && Owner(context.User) is { } owner
                ? RateLimitPartition.GetConcurrencyLimiter(owner, _ => new ConcurrencyLimiterOptions { PermitLimit = most })
                : RateLimitPartition.GetNoLimiter(("", AccountSecret.Restore(""))));

    // With the stamp: a token that was revoked, and may be in other hands, must not use up what the account has.
    private static (string Id, AccountSecret Stamp)? Owner(ClaimsPrincipal user) =>
        user.FindFirstValue(Claims.Subject) is { } id && Claims.StampOf(user) is { } stamp ? (id, stamp) : null;
}
