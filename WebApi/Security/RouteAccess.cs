using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Security;

/// <summary>Who may call a route. Every route declares it; a node with a route that does not, does not start.</summary>
/// <param name="Roles">The roles that may; empty for everybody, logged in or not.</param>
public sealed record RouteAccess(ImmutableArray<AccountRole> Roles)
{
    /// <summary>Every role that can log in.</summary>
    public static readonly ImmutableArray<AccountRole> AnyRole =
        [.. Enum.GetValues<AccountRole>().Where(role => role is not AccountRole.Unspecified)];

    /// <summary>The words for OpenAPI's <c>x-roles</c>: role names, or <c>everybody</c>.</summary>
    public IEnumerable<string> Words => Roles.IsEmpty ? ["everybody"] : Roles.Select(RoleName);

    /// <summary>A role as claims, answers and OpenAPI spell it.</summary>
    public static string RoleName(AccountRole role) => KebabCase.From(role.ToString());
}

/// <summary>The two ways of declaring.</summary>
public static class RouteAccessExtensions
{
    /// <summary>Only these roles may call.</summary>
    public static TBuilder AllowRoles<TBuilder>(this TBuilder route, params ReadOnlySpan<AccountRole> roles)
        where TBuilder : IEndpointConventionBuilder
    {
        if (roles.IsEmpty) throw new ArgumentException("Name at least one role, or allow everybody.", nameof(roles));
        var access = new RouteAccess([.. roles]);
        var policy = new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireRole(access.Words)
            .Build();
        return route.RequireAuthorization(policy).WithMetadata(access);
    }

    /// <summary>Everybody who has logged in may call.</summary>
    public static TBuilder AllowAnyRole<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.AllowRoles(RouteAccess.AnyRole.AsSpan());

    /// <summary>Everybody may call, logged in or not.</summary>
    public static TBuilder AllowEverybody<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.AllowAnonymous().WithMetadata(new RouteAccess([]));
}

/// <summary>Refuses to start when a route does not say who may call it; a plain <c>AllowAnonymous</c> says everybody.</summary>
internal sealed class RouteAccessCheck : IHostedLifecycleService
{
    private IEndpointRouteBuilder? routes;

    public void Watch(IEndpointRouteBuilder builder) => routes = builder;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var open = routes?.DataSources.SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<RouteAccess>() is null
                && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => endpoint.DisplayName)
            .ToList() ?? [];
        return open.Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException($"These routes do not declare who may call them: {string.Join(", ", open)}.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
