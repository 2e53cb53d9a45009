using Siskop2mi.Domain.Primitives;
using Siskop2mi.Silo;

namespace Siskop2mi.WebApi.Node;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: <c>active</c> with 200, or <c>standby</c>, <c>starting</c>,
/// <c>stopping</c> with 503, so that a load balancer sends people to the active node only.
/// </summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthResponse("alive"))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Ready(NodeState node)
    {
        var role = node.Role;
        var response = new HealthResponse(KebabCase.From(role.ToString()));
        return role is NodeRole.Active
            ? TypedResults.Ok(response) : TypedResults.Json(response, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private sealed record HealthResponse(string Status);
}
