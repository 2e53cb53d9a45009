using System.Diagnostics;
using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Keeps what a link carries out of logs and traces. An activation link has its code in the path, and the framework's own
/// request logs write paths; ours write the route.
/// </summary>
internal static partial class QuietLogs
{
    public static void Apply(ILoggingBuilder logging)
    {
        // It puts the path around every line of a request, at every level. FailureAnswers logs what goes wrong.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // These write paths, headers or raw request lines below Warning.
        foreach (var category in new[]
        {
            "Microsoft.AspNetCore.Routing",
            "Microsoft.AspNetCore.Http",
            "Microsoft.AspNetCore.StaticFiles",
            "Microsoft.AspNetCore.Server.Kestrel",
            "Microsoft.AspNetCore.Authentication",
            "Microsoft.AspNetCore.DataProtection",
            "Microsoft.AspNetCore.Diagnostics",
        }) logging.AddFilter(category, LogLevel.Warning);
    }

    public static async Task Log(HttpContext context, RequestDelegate next)
    {
        // Without a listener and with the host's own log silenced nobody starts a span; every request has a trace id all the same.
        using var span = Activity.Current is null ? new Activity("request").Start() : null;
        // The host put the raw path on the span when the request came in.
        if (context.Request.Path.StartsWithSegments("/activation")) Activity.Current?.SetTag("url.path", "/activation/***");
        if (context.Request.Path.StartsWithSegments("/verify")) Activity.Current?.SetTag("url.path", "/verify/***");
        var started = Stopwatch.GetTimestamp();
        await next(context);
        if (context.Features.Get<RefusedAtGate>() is not null) return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Siskop2mi.WebApi.Requests");
        LogRequest(log, context.Request.Method, route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Route} answered {Status} in {Milliseconds:F1} ms")]
    private static partial void LogRequest(ILogger log, string method, string route, int status, double milliseconds);
}
