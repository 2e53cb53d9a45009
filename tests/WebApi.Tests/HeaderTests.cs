using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests;

[Collection(FrontDoorTests.Name)]
public sealed class HeaderTests(FrontDoorFixture door)
{
    [Theory]
    [InlineData("GET", "/api/v1/offices")]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("GET", "/api/v1/documents")]
    [InlineData("PUT", "/api/v1/offices")]
    [InlineData("POST", "/api/v1/registrations")]
    [InlineData("GET", "/activation/x/y")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/health/live")]
    public async Task Every_answer_carries_the_security_headers(string method, string path)
    {
        using var person = door.Anonymous();
        var reply = await person.Send(new HttpMethod(method), path, null);
        Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", reply.Header("Referrer-Policy"));
        Assert.Contains("default-src 'none'", reply.Header("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", reply.Header("Content-Security-Policy"));
        Assert.Equal("max-age=63072000; includeSubDomains", reply.Header("Strict-Transport-Security"));
        Assert.NotNull(reply.Header("Cache-Control"));
        Assert.Null(reply.Header("Server"));
    }

    [Fact]
    public async Task A_server_with_a_route_that_declares_nobody_does_not_start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<RouteAccessCheck>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RouteAccessCheck>());
        await using var app = builder.Build();
        app.MapGet("/said", () => "x").AllowEverybody();
        app.MapGet("/forgotten", () => "x");
        app.Services.GetRequiredService<RouteAccessCheck>().Watch(app);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());
        Assert.Contains("/forgotten", refused.Message);
        Assert.DoesNotContain("/said", refused.Message);
    }
}
