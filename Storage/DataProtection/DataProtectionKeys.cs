using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.DataProtection;

/// <summary>Registers the data protection of a node.</summary>
public static class DataProtectionKeys
{
    /// <summary>Data protection whose keys are in the database, shared by all nodes.</summary>
    public static IServiceCollection AddDataProtectionInPostgres(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("siskop2mi");
        services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource, KeyRing>(
            (options, database, ring) => options.XmlRepository = new PostgresXmlRepository(database, ring));
        return services;
    }
}
