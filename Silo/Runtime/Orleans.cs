using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Grains;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Silo.Runtime;

/// <summary>
/// Grains on Microsoft Orleans: many silos on one database. Its twin for one machine is <c>InHouse.cs</c>. See <c>docs/orleans.md</c>.
/// </summary>
internal static class NodeRuntime
{
    private const string Npgsql = "Npgsql";

    public static void Add(IHostApplicationBuilder builder, NodeOptions options)
    {
        // All silos write; what keeps them apart is the version of each record, so no epoch fences them.
        builder.Services.AddSingleton(provider => new PostgresGrainStorage(
            options.ConnectionString, provider.GetRequiredService<StorageJson>(), new GrainStorageOptions { Node = options.Name },
            provider.GetRequiredService<ILogger<PostgresGrainStorage>>()));
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            StorageNames.Siskop2mi, (provider, _) => provider.GetRequiredService<PostgresGrainStorage>());
        builder.Services.AddSingleton<INodeGrains, OrleansGrains>();

        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("siskop2mi", "siskop2mi"));
            silo.Configure<SiloMessagingOptions>(messaging => messaging.CancelRequestOnTimeout = true);
            silo.ConfigureEndpoints(
                builder.Configuration.GetValue("Orleans:SiloPort", 11111), builder.Configuration.GetValue("Orleans:GatewayPort", 30000));
            silo.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = (Npgsql, options.ConnectionString));
            silo.UseAdoNetReminderService(table => (table.Invariant, table.ConnectionString) = (Npgsql, options.ConnectionString));
            silo.AddActivityPropagation();
            silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
                static type => type.Namespace?.StartsWith("Siskop2mi.Domain", StringComparison.Ordinal) == true, DomainJson.Options));
        });
    }

    // A silo is a hosted service of its own: it starts and drains with the program.
    private sealed class OrleansGrains : INodeGrains
    {
        public bool EveryNodeServes => true;

        public Task Open(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task Close(TimeSpan drainTime) => Task.CompletedTask;

        public void Drop()
        {
        }
    }
}
