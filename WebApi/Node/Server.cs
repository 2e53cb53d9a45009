using Microsoft.AspNetCore.Connections;
using Siskop2mi.Silo;

namespace Siskop2mi.WebApi.Node;

/// <summary>Serves: prepares the ground, puts node and front door together, and runs until stopped.</summary>
internal static class Server
{
    public static async Task<int> Run(CommandLine commandLine)
    {
        using var output = SteadyOutput.OfConsole();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = commandLine.Configuration,
            ContentRootPath = AppContext.BaseDirectory,
        });
        await using var ground = await Ground.Prepare(builder.Configuration, CancellationToken.None);
        using var simulators = await Outside(builder, ground);

        // Any free port can only be asked of one address, not of a name that stands for two.
        builder.WebHost.UseUrls(commandLine.Port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{commandLine.Port}");
        builder.AddSiskop2miNode(ground.Node, ground.Keys);
        builder.AddFrontDoor(simulators);
        await using var app = builder.Build();
        app.UseFrontDoor();
        await Start(app, commandLine.Port);
        await app.WaitForShutdownAsync();
        return Failure(app) is { } failure ? throw new NodeFailedException(failure) : 0;
    }

    // A node whose life ended in an error has shut down in order; whoever watches the process must still learn to start it again.
    private static Exception? Failure(WebApplication app) => app.Services.GetServices<IHostedService>().OfType<BackgroundService>()
        .Select(service => service.ExecuteTask is { IsFaulted: true } ended ? ended.Exception!.InnerException : null)
        .FirstOrDefault(failure => failure is not null);

    // In Development the outside is simulated unless an address is configured; anywhere else it is what configuration says.
    private static async Task<SimulatorProcess?> Outside(WebApplicationBuilder builder, Ground ground)
    {
        if (!builder.Environment.IsDevelopment() || SimulatorProcess.StandsInFor.All(Has)) return null;
        var simulators = await SimulatorProcess.Start(ground.DataDirectory);
        builder.Configuration.AddInMemoryCollection(simulators.Settings.Where(setting => !Has(setting.Key.Split(':')[0])));
        return simulators;

        bool Has(string section) => builder.Configuration[$"{section}:BaseAddress"] is { Length: > 0 }
            || builder.Configuration[$"{section}:Host"] is { Length: > 0 };
    }

    private static async Task Start(WebApplication app, int port)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new BusyPortException(port);
        }
    }
}

/// <summary>Another program listens on the port.</summary>
internal sealed class BusyPortException(int port)
    : Exception($"Port {port} is busy: another program listens there. Stop it, or choose another port: ./run --port {port + 1}");

/// <summary>The node could not go on.</summary>
internal sealed class NodeFailedException(Exception cause)
    : Exception($"The node could not go on and has ended: {cause.GetType().Name}: {cause.Message}", cause);
