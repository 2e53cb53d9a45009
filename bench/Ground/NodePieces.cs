using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.Grains;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Bench.Ground;

/// <summary>How a node in this process is put together.</summary>
internal sealed record NodePlan
{
    /// <summary>The grain classes it hosts.</summary>
    public required IReadOnlyList<Type> Classes { get; init; }

    /// <summary>Makes its store; null for the product's own with the product's own settings.</summary>
    public Func<BenchDatabase, KeyRing, IGrainStorage>? Store { get; init; }

    public Action<GrainHostOptions> Options { get; init; } = static _ => { };

    public Action<IServiceCollection> Services { get; init; } = static _ => { };
}

/// <summary>
/// The parts of a node that callers in the same process meet: grain host and store, without front door, lease and duties. Every
/// commit checks the fencing epoch, as in a whole node.
/// </summary>
internal sealed class NodePieces : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly IGrainStorage store;

    private NodePieces(ServiceProvider services, IGrainStorage store) => (this.services, this.store) = (services, store);

    public GrainHostRuntime Host => services.GetRequiredService<GrainHostRuntime>();

    public IGrainFactory Grains => Host;

    public static async Task<NodePieces> Open(BenchDatabase database, NodePlan plan)
    {
        var keys = KeyRing.CreateNew();
        var store = plan.Store?.Invoke(database, keys) ?? ProductStore(database, keys);
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole());
        services.AddKeyedSingleton(StorageNames.Siskop2mi, store);
        services.AddGrainHost(plan.Options, new GrainAssemblies([], plan.Classes));
        plan.Services(services);
        var pieces = new NodePieces(services.BuildServiceProvider(), store);
        await pieces.Host.OpenAsync();
        return pieces;
    }

    public static PostgresGrainStorage ProductStore(BenchDatabase database, KeyRing keys) =>
        new(database.ConnectionString, new StorageJson(keys), new GrainStorageOptions { Epoch = static () => 0 });

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (store is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
