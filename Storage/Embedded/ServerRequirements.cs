using Npgsql;

namespace Siskop2mi.Storage.Embedded;

/// <summary>What a PostgreSQL server must promise before a node trusts it with an acknowledged commit.</summary>
public static class ServerRequirements
{
    /// <summary>Checks version, encoding and the settings that make a commit durable, as this connection sees them.</summary>
    /// <exception cref="EmbeddedPostgresException">Names everything that must be changed.</exception>
    public static async Task CheckAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.CreateCommand("""
            select current_setting('server_version_num')::int, current_setting('server_encoding'), current_setting('fsync'),
                   current_setting('synchronous_commit'), current_setting('full_page_writes')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var faults = new List<string>();
        if (reader.GetInt32(0) < PostgresBinaries.OldestMajor * 10_000) faults.Add($"PostgreSQL {PostgresBinaries.OldestMajor} or newer is needed");
        if (reader.GetString(1) != "UTF8") faults.Add("the database's encoding must be UTF8");
        if (reader.GetString(2) == "off") faults.Add("fsync must be on");
        if (reader.GetString(3) == "off") faults.Add("synchronous_commit must not be off");
        if (reader.GetString(4) == "off") faults.Add("full_page_writes must be on");
        if (faults.Count > 0)
            throw new EmbeddedPostgresException($"This PostgreSQL server would lose acknowledged work: {string.Join("; ", faults)}.");
    }
}
