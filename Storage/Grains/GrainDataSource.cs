using Npgsql;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// Connections for a few statements that are repeated for ever. Prepared plans outlive the return to the pool; a plan made
/// while a table was empty must not scan it once it is full; and no commit may wait long for somebody else's row.
/// </summary>
internal static class GrainDataSource
{
    private const int Readers = 14;

    public static NpgsqlDataSource Create(string connectionString, GrainStorageOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = true,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = options.Writers + Readers,
            ApplicationName = "siskop2mi grains",
            IncludeErrorDetail = false,
        };
        var wait = (int)options.LockTimeout.TotalMilliseconds;
        settings.Options = $"{settings.Options} -c enable_seqscan=off -c jit=off -c lock_timeout={wait}".Trim();
        return NpgsqlDataSource.Create(settings);
    }
}
