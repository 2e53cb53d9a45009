using System.Data;
using Npgsql;

namespace Siskop2mi.Storage.Migrations;

/// <summary>
/// Brings a database to the version of the program. Forward only: a file that was applied never changes and never goes;
/// a mistake is mended by the next file. Any number of nodes may call at once: one works, the others wait and find
/// nothing left to do.
/// </summary>
public static class MigrationRunner
{
    // Any constant will do; it only has to be the same in every version of the program.
    private const long LockKey = 0x5349534B4F503249;

    /// <summary>Applies what is missing of the files built into the program.</summary>
    /// <returns>How many files were applied now.</returns>
    /// <exception cref="MigrationException">A file changed after it was applied, failed, or the database is newer.</exception>
    public static Task<int> ApplyAsync(NpgsqlDataSource database, CancellationToken cancellation = default) =>
        ApplyAsync(database, MigrationFile.In(typeof(MigrationRunner).Assembly), cancellation);

    /// <summary>Applies what is missing of <paramref name="files"/>.</summary>
    /// <inheritdoc cref="ApplyAsync(NpgsqlDataSource, CancellationToken)" />
    public static async Task<int> ApplyAsync(
        NpgsqlDataSource database, IReadOnlyList<MigrationFile> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        RefuseDoubleNumbers(files);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // The lock outlives the transactions of the single files, so it belongs to the session and is given back by hand:
        // a pooled connection would keep it. The wait may be long (another node migrates), hence no command timeout.
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellation);
        try
        {
            return await ApplyMissingAsync(connection, files, cancellation);
        }
        finally
        {
            // A connection that broke took its lock along; asking it again would hide why it broke.
            if (connection.State == ConnectionState.Open)
                await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static async Task<int> ApplyMissingAsync(
        NpgsqlConnection connection, IReadOnlyList<MigrationFile> files, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, """
            create table if not exists schema_migration (
                number     int primary key,
                name       text        not null,
                checksum   text        not null,
                applied_at timestamptz not null default now()
            )
            """, cancellation);
        var applied = await ReadAppliedAsync(connection, cancellation);
        MigrationHistory.RefuseMismatch(applied, files);
        var missing = files.Where(file => !applied.ContainsKey(file.Number)).ToList();
        foreach (var file in missing) await ApplyAsync(connection, file, cancellation);
        return missing.Count;
    }

    private static async Task<Dictionary<int, AppliedMigration>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select number, name, checksum from schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var applied = new Dictionary<int, AppliedMigration>();
        while (await reader.ReadAsync(cancellation))
            applied.Add(reader.GetInt32(0), new AppliedMigration(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await ExecuteAsync(connection, file.Sql, cancellation);
        }
        catch (PostgresException error)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            throw new MigrationException($"Migration {file.FileName} failed and was rolled back: {error.MessageText}", error);
        }

        await using var record = new NpgsqlCommand(
            "insert into schema_migration (number, name, checksum) values ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = file.Number }, new() { Value = file.Name }, new() { Value = file.Checksum } },
        };
        await record.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static void RefuseDoubleNumbers(IReadOnlyList<MigrationFile> files)
    {
        foreach (var twins in files.GroupBy(file => file.Number).Where(group => group.Count() > 1))
            throw new MigrationException($"Two migrations share a number: {string.Join(", ", twins.Select(file => file.FileName))}.");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
