using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.Grains;
using Siskop2mi.Storage.Grains;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.WebApi.Tests.Journeys;

/// <summary>
/// Makes a real server's ground hostile: reads and writes fail, also writes that were stored, activations end between calls,
/// and the whole grain host is dropped and opened again. What a request did is then unknown until it is sent again.
/// </summary>
internal sealed class Hostility(int seed) : IAsyncDisposable
{
    private const double FailedRead = 0.04;
    private const double FailedBeforeCommit = 0.04;
    private const double FailedAfterCommit = 0.04;

    private static readonly TimeSpan BetweenCrashes = TimeSpan.FromMilliseconds(400);

    private readonly Random random = new(seed);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly int[] counts = new int[5];
    private readonly int[] spared = new int[5];
    private Task harassment = Task.CompletedTask;
    private volatile bool isOn;

    /// <summary>Whether every kind of fault struck.</summary>
    public bool Happened => counts.All(count => count > 0);

    public void Put(IServiceCollection services) => services.Replace(ServiceDescriptor.KeyedSingleton<IGrainStorage>(
        StorageNames.Siskop2mi, (provider, _) => new Storage(provider.GetRequiredService<PostgresGrainStorage>(), this)));

    public void Begin(IServiceProvider services)
    {
        isOn = true;
        harassment = Harass(services.GetRequiredService<GrainHostRuntime>());
    }

    public async Task End()
    {
        isOn = false;
        await stop.CancelAsync();
        await harassment;
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        stop.Dispose();
    }

    public override string ToString() =>
        $"failed reads {counts[0]}, writes failed before the commit {counts[1]} and after it {counts[2]}, "
        + $"ended {counts[3]}, crashes {counts[4]}";

    private async Task Harass(GrainHostRuntime host)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(BetweenCrashes, CancellationToken.None);
            foreach (var activation in host.Activations.Where(_ => Strikes(0.3, 3)))
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "Hostility."));
            if (!Strikes(0.3, 4)) continue;
            host.DropAll();
            await host.OpenAsync();
        }
    }

    private bool Strikes(double probability, int kind)
    {
        if (!isOn) return false;
        lock (gate)
        {
            // Luck has an end: on a machine where little happens every kind must strike all the same.
            if (random.NextDouble() >= probability && ++spared[kind] < 2 / probability) return false;
            (counts[kind], spared[kind]) = (counts[kind] + 1, 0);
            return true;
        }
    }

    private sealed class Storage(IGrainStorage real, Hostility hostility) : IGrainStorage
    {
        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (hostility.Strikes(FailedRead, 0)) throw new InjectedFaultException($"The read of {grainId} failed.");
            await real.ReadStateAsync(stateName, grainId, grainState);
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (hostility.Strikes(FailedBeforeCommit, 1)) throw new InjectedFaultException($"The write of {grainId} failed.");
            await real.WriteStateAsync(stateName, grainId, grainState);
            if (hostility.Strikes(FailedAfterCommit, 2)) throw new InjectedFaultException($"The answer for {grainId} was lost.");
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            real.ClearStateAsync(stateName, grainId, grainState);
    }
}
