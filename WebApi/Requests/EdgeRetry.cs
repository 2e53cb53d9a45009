using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Requests;

/// <summary>
/// The one retry policy of the system: up to three tries of an operation that is harmless to repeat, because its grain
/// knows a repeat by its key. Everything else fails at the first conflict and says so.
/// </summary>
internal sealed class EdgeRetry : IEndpointFilter
{
    private const int MaxTries = 3;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await next(context);
            }
            catch (Exception failure) when (attempt < MaxTries && ExceptionProblems.IsWorthAnotherTry(failure))
            {
                await Task.Delay(Random.Shared.Next(10, 60) * attempt, context.HttpContext.RequestAborted);
            }
        }
    }
}

internal static class EdgeRetryExtensions
{
    /// <summary>Says that repeating this operation is harmless, and lets the edge do so.</summary>
    public static RouteHandlerBuilder Repeatable(this RouteHandlerBuilder route) => route.AddEndpointFilter(new EdgeRetry());
}
