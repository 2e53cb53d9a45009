using Siskop2mi.Silo;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Node;

/// <summary>A node that is not active answers nobody but health checks: it has no grains to ask.</summary>
internal static class StandbyGate
{
    private const int RetryAfterSeconds = 2;

    public static void UseStandbyGate(this WebApplication app)
    {
        var node = app.Services.GetRequiredService<NodeState>();
        app.Use((context, next) => node.Role is NodeRole.Active || !NeedsGrains(context.Request.Path)
            ? next(context)
            : throw new ProblemException(
                new Problem(StatusCodes.Status503ServiceUnavailable,
                    ProblemCodes.NodeNotActive)
                { RetryAfterSeconds = RetryAfterSeconds }));
    }

    private static bool NeedsGrains(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/activation");
}
