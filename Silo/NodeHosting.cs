using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Silo.Outside;
using Siskop2mi.Silo.ReferenceData;
using Siskop2mi.Silo.Runtime;
using Siskop2mi.Silo.Telemetry;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.Storage.DataProtection;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Leases;
using Siskop2mi.Storage.Queries;
using Siskop2mi.Storage.Reminders;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Silo;

/// <summary>Puts a node together. Everything that runs in production is registered here or by the front door.</summary>
public static class NodeHosting
{
    /// <summary>Adds a node to a program. <paramref name="options"/> must name a database by now.</summary>
    public static void AddSiskop2miNode(this IHostApplicationBuilder builder, NodeOptions options, KeyRing keys)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.ConnectionString);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<NodeState>();
        services.AddSingleton<NodeDuties>();
        AddStorage(services, options, keys);
        AddOutside(services, builder.Configuration);
        services.AddReferenceCatalogues(options.ReferenceDataDirectory);
        services.AddSingleton(builder.Configuration.GetSection("Vacancies").Get<VacancyWindowOptions>() ?? new VacancyWindowOptions());
        services.AddSingleton<INodeDuty, VacancyAnnouncer>();
        NodeRuntime.Add(builder, options);
        services.AddHostedService<NodeTelemetry>();
        services.AddHostedService<NodeLifecycle>();
        // After the lifecycle, whose start brings the schema up to date: data protection reads its keys when it starts.
        services.AddDataProtectionInPostgres();
    }

    private static void AddStorage(IServiceCollection services, NodeOptions options, KeyRing keys)
    {
        services.AddSingleton(keys);
        services.AddSingleton<StorageJson>();
        services.AddSingleton<BlindIndex>();
        services.AddSingleton(_ => NpgsqlDataSource.Create(options.ConnectionString));
        services.AddSingleton(provider => new NodeLease(
            options.ConnectionString, new NodeLeaseOptions { Node = options.Name }, provider.GetRequiredService<ILogger<NodeLease>>()));
        services.AddSingleton<ReminderStore>();
        services.AddSingleton<INodeDuty, CheckpointDuty>();
        services.AddSingleton(provider => new PostgresGrainStorage(
            options.ConnectionString,
            provider.GetRequiredService<StorageJson>(),
            new GrainStorageOptions { Node = options.Name, Epoch = () => provider.GetRequiredService<NodeLease>().Epoch },
            provider.GetRequiredService<ILogger<PostgresGrainStorage>>()));
        services.AddSingleton(provider => new AccountQueries(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<BlindIndex>().Of<EmailAddress>));
        services.AddSingleton<DocumentQueries>();
        services.AddSingleton<VacancyQueries>();
        services.AddSingleton<ApplicationQueries>();
        services.AddSingleton<MailQueries>();
        services.AddSingleton<EventFeed>();
        services.AddSingleton<IBlobStore>(_ => new FileSystemBlobStore(options.BlobDirectory, keys));
    }

    private static void AddOutside(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("CivilRegistry").Get<CivilRegistryOptions>() ?? new CivilRegistryOptions());
        services.AddSingleton<ICivilRegistry, HttpCivilRegistry>();
    }
}
