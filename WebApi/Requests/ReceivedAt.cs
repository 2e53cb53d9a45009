using System.Reflection;
using Microsoft.AspNetCore.Http.Features;

namespace Siskop2mi.WebApi.Requests;

/// <summary>
/// When the server received the request. A window is judged by this instant, so that nobody is late because the server was
/// busy. Taken first of all, before anything that may wait.
/// </summary>
public sealed record ReceivedAt(DateTimeOffset Instant)
{
    /// <summary>Called by the framework.</summary>
    public static ValueTask<ReceivedAt?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<ReceivedAt?>(context.Features.GetRequiredFeature<ReceivedAt>());

    internal static Task Stamp(HttpContext context, RequestDelegate next)
    {
        context.Features.Set(new ReceivedAt(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()));
        return next(context);
    }
}
