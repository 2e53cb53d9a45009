using Npgsql;

namespace Siskop2mi.Storage.Grains;

/// <summary>Refuses a database server that may lose what it has acknowledged.</summary>
public static class ServerSafety
{
    /// <summary>Call it before the node serves. The settings are those that this user gets in this database.</summary>
    /// <exception cref="UnsafeServerException">A setting would let acknowledged commits vanish.</exception>
    public static async Task RequireAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            "select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        Refuse("fsync", reader.GetString(0), "a power cut can destroy the database");
        Refuse("synchronous_commit", reader.GetString(1), "a crash can lose applications that were already confirmed");
        Refuse("full_page_writes", reader.GetString(2), "a power cut can leave half-written pages");
    }

    private static void Refuse(string setting, string value, string consequence)
    {
        if (value == "off") throw new UnsafeServerException(setting, consequence);
    }
}

/// <summary>The database server is set to be fast rather than safe.</summary>
public sealed class UnsafeServerException(string setting, string consequence)
    : Exception($"PostgreSQL runs with {setting} = off, so {consequence}. Set {setting} = on and start again.")
{
    /// <summary>The setting that is off.</summary>
    public string Setting { get; } = setting;
}
