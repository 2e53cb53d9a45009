using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Documents;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Admission;

/// <summary>The lane of every route. The defaults speak for themselves; what is in a lane by its own word is listed here.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class RouteLaneTests(FrontDoorFixture door)
{
    private static readonly Type[] Hashes = [typeof(PasswordHashing), typeof(LogIns)];

    private static readonly Dictionary<Lane, string[]> Listed = new()
    {
        [Lane.Open] = ["GET /api/v1/waiting-line", "GET /health/live", "GET /health/ready"],
        [Lane.LogIn] =
        [
            "POST /api/v1/account-recoveries/{id}/completion", "POST /api/v1/password-resets/{id}/password",
            "POST /api/v1/registrations/{id}/credentials", "POST /api/v1/sessions/",
        ],
        [Lane.Outside] = ["POST /api/v1/documents/number-checks/", "POST /api/v1/registrations/"],
        [Lane.Upload] = ["POST /api/v1/documents/", "PUT /api/v1/applicants/me/photo/"],
        [Lane.Download] = ["GET /api/v1/applicants/me/photo/", "GET /api/v1/documents/{id}/content"],
        [Lane.Letter] = ["GET /api/v1/applications/{id}/letter"],
    };

    private IEnumerable<RouteEndpoint> Routes => door.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public void Every_route_has_a_lane_with_bounds_or_is_listed_as_open()
    {
        var lanes = Routes.GroupBy(RouteLanes.Of, Name).ToDictionary(group => group.Key, group => group.Order().ToArray());
        Assert.DoesNotContain(Lane.Unspecified, lanes.Keys);
        foreach (var (lane, routes) in Listed) Assert.Equal(routes, lanes[lane]);
        var gate = door.Services.GetRequiredService<FrontGate>();
        Assert.All(lanes.Keys.Where(lane => lane is not Lane.Open), lane => Assert.True(gate.Queue(lane).Limits.AtOnce > 0));
    }

    [Theory]
    [InlineData("POST /api/v1/applications/{id}/submission", Lane.Submit)]
    [InlineData("PUT /api/v1/applicants/me/profile/biodata", Lane.Submit)]
    [InlineData("GET /api/v1/applications/{id}", Lane.OwnRead)]
    [InlineData("GET /api/v1/vacancies/", Lane.PublicRead)]
    [InlineData("POST /api/v1/sessions/refresh", Lane.PublicWrite)]
    [InlineData("GET /api/v1/verification/queue", Lane.Officer)]
    [InlineData("GET /api/v1/verification/applications/{id}/documents/{type}/content", Lane.Officer)]
    [InlineData("POST /api/v1/programmes/{batchId}/results/", Lane.Officer)]
    [InlineData("POST /api/v1/officers/", Lane.Officer)]
    public void What_no_route_says_follows_from_who_may_call_it(string name, Lane lane) =>
        Assert.Equal(lane, RouteLanes.Of(Routes.Single(route => Name(route) == name)));

    [Fact]
    public void Whatever_hashes_a_password_or_takes_a_file_is_where_that_is_bounded()
    {
        Assert.All(Routes.Where(route => Takes(route, Hashes)), route =>
            Assert.Contains(RouteLanes.Of(route), new[] { Lane.LogIn, Lane.Officer }));
        Assert.All(Routes.Where(route => Takes(route, [typeof(FileIntake)])), route => Assert.Equal(Lane.Upload, RouteLanes.Of(route)));
        Assert.Contains(Routes, route => Takes(route, Hashes));
    }

    [Fact]
    public void A_forgotten_route_gets_a_lane_all_the_same()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        app.MapPost("/new", () => "x").AllowEverybody();
        Assert.Equal(Lane.PublicWrite, RouteLanes.Of(((IEndpointRouteBuilder)app).DataSources.Single().Endpoints.Single()));
    }

    private static bool Takes(Endpoint route, Type[] wanted) => route.Metadata.GetMetadata<MethodInfo>() is { } handler
        && handler.GetParameters().Any(parameter => wanted.Contains(parameter.ParameterType));

    private static string Name(RouteEndpoint route) =>
        $"{route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Single()} {route.RoutePattern.RawText}";
}
