using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.Reminders;
using Siskop2mi.Grains;
using Siskop2mi.Storage.Grains;

namespace Siskop2mi.Silo.Runtime;

/// <summary>Grains on the in-house host: one active node, others on standby. Its twin for many silos is <c>Orleans.cs</c>.</summary>
internal static class NodeRuntime
{
    public static void Add(IHostApplicationBuilder builder, NodeOptions options)
    {
        builder.Services.AddGrainHost(null, typeof(StorageNames).Assembly);
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            StorageNames.Siskop2mi, (services, _) => services.GetRequiredService<PostgresGrainStorage>());
        builder.Services.AddSingleton<IReminderSource, InHouseReminders>();
        builder.Services.AddSingleton<INodeGrains, InHouseGrains>();
    }

    private sealed class InHouseGrains(GrainHostRuntime host) : INodeGrains
    {
        public bool EveryNodeServes => false;

        public Task Open(CancellationToken cancellationToken) => host.OpenAsync(cancellationToken);

        public Task Close(TimeSpan drainTime) => host.CloseAsync(drainTime);

        public void Drop() => host.DropAll();
    }
}
