using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Admission;

/// <summary>The lane a route names itself, where what it does cannot be told from who may call it and with which verb.</summary>
/// <param name="Lane">Any but <see cref="Lane.Unspecified"/>.</param>
internal sealed record LaneMark(Lane Lane);

/// <summary>Marks a page at which browsers wait in line while the server is over capacity.</summary>
internal sealed record LinePage;

/// <summary>Which lane a route is in. Known from the route alone, so that a refusal costs no log-in check.</summary>
internal static class RouteLanes
{
    /// <summary>Names the lane of a route that the default would get wrong.</summary>
    public static TBuilder InLane<TBuilder>(this TBuilder route, Lane lane) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new LaneMark(lane));

    /// <summary>Lets browsers wait in line for this page, instead of being refused.</summary>
    public static TBuilder WaitsInLine<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new LinePage());

    /// <summary>The route's own mark; else by who may call it, and whether it reads, writes or answers a file.</summary>
    public static Lane Of(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<LaneMark>() is { } mark) return mark.Lane;
        // No access means no route of ours: health, and what the framework answers to a wrong verb.
        if (endpoint.Metadata.GetMetadata<RouteAccess>() is not { } access) return Lane.Open;
        var reads = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } verbs
            && verbs.All(verb => HttpMethods.IsGet(verb) || HttpMethods.IsHead(verb));
        if (access.Roles.IsEmpty) return reads ? Lane.PublicRead : Lane.PublicWrite;
        if (!access.Roles.Contains(AccountRole.Applicant)) return Lane.Officer;
        if (!reads) return Lane.Submit;
        return endpoint.Metadata.GetMetadata<AnswersFile>() is null ? Lane.OwnRead : Lane.Download;
    }
}
