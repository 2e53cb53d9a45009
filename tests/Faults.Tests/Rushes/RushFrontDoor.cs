using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.Grains;
using Siskop2mi.Grains.Vacancies;
using Siskop2mi.RehearseRush.Rushes;
using Siskop2mi.Silo;
using Siskop2mi.WebApi.Node;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>The whole server in this process, for what needs no kill; on request with another class for vacancies.</summary>
internal sealed class RushFrontDoor : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly WebApplication app;

    private RushFrontDoor(WebApplication app, RushScene scene)
    {
        this.app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new RushClient(new IPEndPoint(IPAddress.Loopback, Address.Port), scene.Journal, Patience);
    }

    public Uri Address { get; }

    public RushClient Client { get; }

    public static async Task<RushFrontDoor> Open(RushScene scene, Type? vacancies = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Test", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddSiskop2miNode(
            new NodeOptions { ConnectionString = scene.Connection, DataDirectory = scene.DataDirectory }, scene.Keys);
        builder.AddFrontDoor(simulators: null);
        if (vacancies is not null) builder.Services.AddSingleton(GrainsWith(vacancies));
        var app = builder.Build();
        app.UseFrontDoor();
        await app.StartAsync();
        await app.Services.GetRequiredService<NodeState>().WhenActive.WaitAsync(StartLimit);
        return new RushFrontDoor(app, scene);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    // What is registered last is what the host finds.
    private static GrainAssemblies GrainsWith(Type vacancies) => new([], [
        .. typeof(StorageNames).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract && type != typeof(VacancyGrain)),
        vacancies,
    ]);
}
