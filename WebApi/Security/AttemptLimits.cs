using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// How often one address may try to log in or register. Offices and mobile networks put hundreds of people behind one
/// address, so the limit only stops machines (<see cref="AddressBudget"/>); the account itself stops guessing.
/// </summary>
internal static class AttemptLimits
{
    public const string Policy = "attempts";

    private const int DefaultPerMinute = 600;

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = configuration.GetValue("RateLimits:AttemptsPerMinute", DefaultPerMinute);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(Policy, context => RateLimitPartition.Get(
                NetworkOf(context.Connection.RemoteIpAddress),
                _ => new AddressBudget(perMinute, context.RequestServices.GetRequiredService<TimeProvider>())));
            options.OnRejected = Refuse;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<RateLimiterOptions>().Configure<TimeProvider>((options, time) =>
            options.GlobalLimiter = AccountLimit.Of(configuration, time));
    }

    private static ValueTask Refuse(OnRejectedContext context, CancellationToken cancellationToken)
    {
        // Spread, so that those who were refused together do not come back together.
        var wait = Random.Shared.Next(1, 4)
            + (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 0);
        return new ValueTask(ProblemWriter.WriteAsync(
            context.HttpContext,
            new Problem(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited) { RetryAfterSeconds = wait }));
    }

    // A household has a whole /64 of IPv6.
    public static string NetworkOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
