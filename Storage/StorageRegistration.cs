using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Siskop2mi.Storage.Audit;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Leases;
using Siskop2mi.Storage.Letters;
using Siskop2mi.Storage.Queries;
using Siskop2mi.Storage.Reminders;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage;

/// <summary>Where a node keeps things.</summary>
/// <param name="ConnectionString">The database.</param>
/// <param name="Node">Name of the node, in the lease and in the audit chains.</param>
/// <param name="BlobDirectory">The encrypted files.</param>
/// <param name="CheckpointsFile">The signed audit checkpoints.</param>
public sealed record StorageOptions(string ConnectionString, string Node, string BlobDirectory, string CheckpointsFile);

/// <summary>Registers the storage of a node; nobody outside needs to know what database it is.</summary>
public static class StorageRegistration
{
    private const int MostConnections = 24;

    /// <summary>Store of grain states (fenced by the lease), lease, reminders, files, lists and the audit trail.</summary>
    public static IServiceCollection AddSiskop2miStorage(this IServiceCollection services, StorageOptions options, KeyRing keys)
    {
        services.AddSingleton(keys);
        services.AddSingleton<StorageJson>();
        services.AddSingleton<BlindIndex>();
        services.AddSingleton(_ => NpgsqlDataSource.Create(Bounded(options.ConnectionString)));
        services.AddSingleton<Database>();
        services.AddSingleton<LetterKeys>();
        services.AddSingleton<ReminderStore>();
        services.AddSingleton(_ => new FileSystemBlobStore(options.BlobDirectory, keys));
        services.AddSingleton<OrphanBlobs>();
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<FileSystemBlobStore>());
        services.AddSingleton(provider => new NodeLease(
            options.ConnectionString, new NodeLeaseOptions { Node = options.Node }, provider.GetRequiredService<ILogger<NodeLease>>()));
        services.AddSingleton(provider => new PostgresGrainStorage(
            options.ConnectionString,
            provider.GetRequiredService<StorageJson>(),
            new GrainStorageOptions { Node = options.Node, Epoch = () => provider.GetRequiredService<NodeLease>().Epoch },
            provider.GetRequiredService<ILogger<PostgresGrainStorage>>()));
        services.AddTransient(provider => new AuditCheckpoints(
            provider.GetRequiredService<NpgsqlDataSource>(),
            options.CheckpointsFile,
            keys,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AuditCheckpoints>>()));
        return services.AddQueries();
    }

    // Of the hundred connections that a server takes by default, two nodes and an operator must never use all: the one that
    // stands by could not take over. A node has these, those of the grain store and three of the lease.
    private static string Bounded(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MostConnections);
        return settings.ConnectionString;
    }

    private static IServiceCollection AddQueries(this IServiceCollection services) => services
        .AddSingleton<AccountQueries>()
        .AddSingleton<AccountRecoveryQueries>()
        .AddSingleton<DocumentQueries>()
        .AddSingleton<VacancyQueries>()
        .AddSingleton<DrawQueries>()
        .AddSingleton<ApplicationQueries>()
        .AddSingleton<AppointmentQueries>()
        .AddSingleton<MessageQueries>()
        .AddSingleton<EventFeed>();
}
