using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// How many requests one account may make, whatever they are. A person never gets there; a program gone wild stops here. Not
/// by address: a village may share one. Who is not logged in is only counted where an attempt is one (<see cref="AttemptLimits"/>).
/// Of what changes something, one account may have a few under way at once: nobody types faster.
/// </summary>
/// <remarks>
/// One table of everybody, not a limiter for each: the framework's partitioned limiter visits all of its limiters ten times a second,
/// which took an eighth of the server when thirty thousand people were sending.
/// </remarks>
/// <param name="perMinute">Requests of one account within a minute: of this one, and the share of the last that is not over.</param>
/// <param name="writesAtOnce">Changes of one account under way at once.</param>
/// <param name="time">The clock.</param>
internal sealed class AccountLimit(int perMinute, int writesAtOnce, TimeProvider time) : PartitionedRateLimiter<HttpContext>
{
    public const int DefaultPerMinute = 2_000;

    private const int DefaultWritesAtOnce = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Owner, int> underWay = [];
    private Dictionary<Owner, int> before = [];
    private Dictionary<Owner, int> current = [];
    private long since = time.GetTimestamp();

    public static AccountLimit Of(IConfiguration configuration, TimeProvider time) => new(
        configuration.GetValue("RateLimits:RequestsPerMinute", DefaultPerMinute),
        configuration.GetValue("RateLimits:WritesAtOnce", DefaultWritesAtOnce),
        time);

    /// <inheritdoc />
    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    /// <inheritdoc />
    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        if (OwnerOf(resource.User) is not { } owner) return LimitLease.Granted;
        var changes = !HttpMethods.IsGet(resource.Request.Method) && !HttpMethods.IsHead(resource.Request.Method);
        lock (gate)
        {
            if (changes && underWay.GetValueOrDefault(owner) >= writesAtOnce) return LimitLease.Refused(null);
            if (WaitOf(owner) is { } wait) return LimitLease.Refused(wait);
            CollectionsMarshal.GetValueRefOrAddDefault(current, owner, out _)++;
            if (changes) CollectionsMarshal.GetValueRefOrAddDefault(underWay, owner, out _)++;
        }

        return changes ? new UnderWay(this, owner) : LimitLease.Granted;
    }

    /// <inheritdoc />
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(resource, permitCount));

    // Null while there is something left; else how long until there is.
    private TimeSpan? WaitOf(Owner owner)
    {
        var elapsed = time.GetElapsedTime(since);
        if (elapsed >= Window)
        {
            (before, current) = (elapsed < 2 * Window ? current : [], []);
            since += (long)(Math.Floor(elapsed / Window) * Window.TotalSeconds * time.TimestampFrequency);
            elapsed = time.GetElapsedTime(since);
        }

        var (earlier, own) = (before.GetValueOrDefault(owner), current.GetValueOrDefault(owner));
        var left = perMinute - 1 - own;
        var over = left >= 0 ? UntilRoom(earlier, left) : Window + UntilRoom(own, perMinute - 1);
        return over > elapsed ? over - elapsed : null;
    }

    // How far into a minute no more than so many are left of those of the minute before.
    private static TimeSpan UntilRoom(int earlier, int left) =>
        earlier <= left ? TimeSpan.Zero : Window * (1 - ((double)left / earlier));

    private void Leave(Owner owner)
    {
        lock (gate)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(underWay, owner) == 0) underWay.Remove(owner);
        }
    }

    // With the stamp: a token that was revoked, and may be in other hands, must not use up what the account has.
    private static Owner? OwnerOf(ClaimsPrincipal user) =>
        user.FindFirstValue(Claims.Subject) is { } id && Claims.StampOf(user) is { } stamp ? new Owner(id, stamp) : null;

    private readonly record struct Owner(string Id, AccountSecret Stamp);

    private sealed class UnderWay(AccountLimit limit, Owner owner) : LimitLease(isAcquired: true, retryAfter: null)
    {
        private int isOver;

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0) limit.Leave(owner);
        }
    }
}
