using Npgsql;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// Connections for a few statements that are repeated for ever. Prepared plans outlive the return to the pool; a plan made
/// while a table was empty must not scan it once it is full; and no commit may wait long for somebody else's row.
/// </summary>
internal static class GrainDataSource
{
    /// <summary>How the server plans what these connections ask; peers that are measured against them plan alike.</summary>
    internal const string Plans = "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off";

    // Besides the group readers: holdings of grains that wake up.
    private const int OtherReaders = 4;

    /// <summary>
    /// A connection for each writer. In a pool with the readers they would move from connection to connection, and plans and caches of
    /// a commit would be warm nowhere.
    /// </summary>
    public static NpgsqlDataSource ForWriters(string connectionString, GrainStorageOptions options) =>
        Create(connectionString, options, options.Writers);

    public static NpgsqlDataSource ForReaders(string connectionString, GrainStorageOptions options) =>
        Create(connectionString, options, options.Readers + OtherReaders);

    private static NpgsqlDataSource Create(string connectionString, GrainStorageOptions options, int most)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = true,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = most,
            ApplicationName = "siskop2mi grains",
            IncludeErrorDetail = false,
        };
        var wait = (int)options.LockTimeout.TotalMilliseconds;
        settings.Options = $"{settings.Options} {Plans} -c lock_timeout={wait}".Trim();
        return NpgsqlDataSource.Create(settings);
    }
}
