using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Silo.Outside;
using Siskop2mi.Silo.ReferenceData;
using Siskop2mi.Silo.Runtime;
using Siskop2mi.Silo.Telemetry;
using Siskop2mi.Storage;
using Siskop2mi.Storage.DataProtection;
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
        services.AddSiskop2miStorage(
            new StorageOptions(options.ConnectionString, options.Name, options.BlobDirectory, options.CheckpointsFile), keys);
        services.AddOutside(builder.Configuration);
        services.AddReferenceCatalogues(options.ReferenceDataDirectory);
        services.AddSingleton(RegionFiles.Read(options.RegionsDirectory));
        services.AddSingleton(builder.Configuration.GetSection("Vacancies").Get<VacancyWindowOptions>() ?? new VacancyWindowOptions());
        services.AddSingleton(builder.Configuration.GetSection("OfficeHours").Get<OfficeHours>() ?? new OfficeHours());
        services.AddSingleton(builder.Configuration.GetSection("Verification").Get<VerificationTerms>() ?? new VerificationTerms());
        services.AddSingleton(new RecoveryTerms(builder.Configuration.GetValue(
            "Security:RecoveryWait", builder.Environment.IsDevelopment() ? TimeSpan.Zero : TimeSpan.FromHours(24))));
        services.AddSingleton<INodeDuty, VacancyAnnouncer>();
        services.AddSingleton<INodeDuty, CheckpointDuty>();
        services.AddSingleton<INodeDuty, AbandonedUploadsDuty>();
        NodeRuntime.Add(builder, options);
        services.AddHostedService<NodeTelemetry>();
        services.AddHostedService<NodeLifecycle>();
        // After the lifecycle, whose start brings the schema up to date: data protection reads its keys when it starts.
        services.AddDataProtectionInPostgres();
    }
}
