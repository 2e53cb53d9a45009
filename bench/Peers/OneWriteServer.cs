using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.Grains;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.WebApi.Node;

namespace Siskop2mi.Bench.Peers;

/// <summary>
/// The product's own server with one write a call: the same front door, grains and rules; only the store is another one and no
/// grain shares writes. Run as a process of its own: <c>serve-one-write --port N --Node:... ...</c>.
/// </summary>
internal static class OneWriteServer
{
    public const string Command = "serve-one-write";

    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        var node = builder.Configuration.GetSection("Node").Get<NodeOptions>()!;
        builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["port"]}");
        builder.AddSiskop2miNode(node, KeyFile.LoadOrCreate(Path.Combine(node.DataDirectory!, "keys.json")));
        builder.AddFrontDoor(simulators: null);
        builder.Services.Configure<GrainHostOptions>(options => options.IgnoreReentrancy = true);
        // What is registered last is what grains get.
        builder.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Siskop2mi, (services, _) =>
            new OneWriteStorage(node.ConnectionString, services.GetRequiredService<StorageJson>()));
        await using var app = builder.Build();
        app.UseFrontDoor();
        await app.RunAsync();
    }
}
