using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// Decides for each request, from its route (and the device of a log-in), whether it goes on, waits a moment, or is refused, before
/// anything costly was done for it. What is refused has reached no grain: drafts are as they were.
/// </summary>
internal sealed class FrontGate
{
    // People behind one address are many; most lanes want a log-in anyway, and turn strangers away cheaply.
    private const int PeopleOfNetwork = 4;

    private readonly AdmissionOptions options;
    private readonly TimeProvider time;
    private readonly GateRefusals refusals;
    private readonly LineForPages line;
    private readonly AdmissionMetrics metrics;
    private readonly DeviceCookie deviceCookie;
    private readonly KnownDevices devices;
    private readonly string sessionCookie;
    private readonly ImmutableArray<LaneQueue?> queues;
    private readonly ConcurrentDictionary<Endpoint, Lane> lanes = new();

    public FrontGate(
        AdmissionOptions options, TimeProvider time, GateRefusals refusals, LineForPages line, AdmissionMetrics metrics,
        IOptionsMonitor<CookieAuthenticationOptions> cookies, DeviceCookie deviceCookie, KnownDevices devices)
    {
        (this.options, this.time, this.refusals, this.line, this.metrics) = (options, time, refusals, line, metrics);
        (this.deviceCookie, this.devices) = (deviceCookie, devices);
        sessionCookie = cookies.Get(SessionSchemes.Cookie).Cookie.Name ?? "";
        queues = [.. Enum.GetValues<Lane>().Select(lane =>
            options.Lanes.TryGetValue(lane, out var limits) ? new LaneQueue(lane, limits, time) : null)];
        metrics.Watch(Queues);
    }

    /// <summary>The lanes that have bounds.</summary>
    public IEnumerable<LaneQueue> Queues => queues.OfType<LaneQueue>();

    public LaneQueue Queue(Lane lane) => queues[(int)lane]!;

    /// <summary>The middleware: after routing, before authentication.</summary>
    public Task Pass(HttpContext context, RequestDelegate next)
    {
        if (!options.Enabled || context.GetEndpoint() is not { } endpoint
            || queues[(int)LaneOf(context, endpoint)] is not { } queue)
            return next(context);
        return Pass(context, next, endpoint, queue);
    }

    private async Task Pass(HttpContext context, RequestDelegate next, Endpoint endpoint, LaneQueue queue)
    {
        var isLinePage = endpoint.Metadata.GetMetadata<LinePage>() is not null && LineForPages.Suits(context.Request);
        if (isLinePage && !await line.LetsBy(context, Free(queue), queue.Limits.AtOnce)) return;

        var (caller, most) = CallerOf(context, queue.Limits);
        var entry = queue.Look(caller, most);
        var came = time.GetTimestamp();
        if (entry is Entry.Admitted)
        {
            await BodyAhead.Read(context, queue.Lane);
            entry = await queue.Enter(caller, most, context.RequestAborted);
        }

        if (entry is not Entry.Admitted)
        {
            metrics.Refused(queue.Lane, entry);
            await refusals.Write(context, queue, entry);
            return;
        }

        var began = time.GetTimestamp();
        metrics.Admitted(queue.Lane, time.GetElapsedTime(came, began));
        try
        {
            await next(context);
        }
        finally
        {
            queue.Leave(caller, time.GetElapsedTime(began));
        }
    }

    private Lane LaneOf(HttpContext context, Endpoint endpoint) => lanes.GetOrAdd(endpoint, RouteLanes.Of) switch
    {
        Lane.LogIn when devices.IsOfOfficer(deviceCookie.Read(context)) => Lane.OfficerLogIn,
        var lane => lane,
    };

    // Pages of one's own lead to what one sends: who is let in to them should be able to send it.
    private int Free(LaneQueue queue) => queue.Lane is Lane.OwnRead ? Math.Min(queue.Free, Queue(Lane.Submit).Free) : queue.Free;

    // Before authentication: a made-up token is another caller, but does not get past the next door. AccountLimit counts accounts.
    private (string Caller, int Most) CallerOf(HttpContext context, LaneLimits limits)
    {
        var request = context.Request;
        if (request.Headers.Authorization is [{ } token]) return (token, limits.PerCaller);
        if (request.Headers.Cookie.Count > 0 && request.Cookies[sessionCookie] is { } session) return (session, limits.PerCaller);
        return (AttemptLimits.NetworkOf(context.Connection.RemoteIpAddress), limits.PerCaller * PeopleOfNetwork);
    }
}
