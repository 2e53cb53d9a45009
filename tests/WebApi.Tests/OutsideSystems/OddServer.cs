using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Siskop2mi.WebApi.Tests.OutsideSystems;

/// <summary>An outside system that answers whatever a test wants, and counts how often it is asked.</summary>
internal sealed class OddServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;

    private OddServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public int Asked => asked;

    /// <summary>What the next questions are answered with.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<OddServer> Start(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new OddServer(builder.Build()) { Answer = answer };
        server.app.Run(context =>
        {
            Interlocked.Increment(ref server.asked);
            return server.Answer(context);
        });
        await server.app.StartAsync();
        return server;
    }

    public static Func<HttpContext, Task> Says(int status, string body = "", string? location = null) => async context =>
    {
        context.Response.StatusCode = status;
        if (location is not null) context.Response.Headers.Location = location;
        await context.Response.WriteAsync(body);
    };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
