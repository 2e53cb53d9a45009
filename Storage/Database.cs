using Npgsql;
using Siskop2mi.Storage.Audit;
using Siskop2mi.Storage.DataProtection;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Letters;
using Siskop2mi.Storage.Migrations;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage;

/// <summary>The database as a whole: what a start-up and an operator do with it.</summary>
public sealed class Database(NpgsqlDataSource source)
{
    private const long RotationLock = 0x7369736b_6b657973;

    /// <summary>Opens a database by its connection string, for a command. Dispose it with the process.</summary>
    public static Database Open(string connectionString) => new(NpgsqlDataSource.Create(connectionString));

    /// <summary>Refuses a server that may lose what it acknowledges, then brings the schema up to date.</summary>
    /// <exception cref="DatabaseAwayException">It does not answer, or lets nobody in.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await ServerSafety.RequireAsync(source, cancellation);
            await MigrationRunner.ApplyAsync(source, cancellation);
        }
        catch (NpgsqlException away)
        {
            throw new DatabaseAwayException(away);
        }
    }

    /// <summary>Computes the audit trail anew and compares it with what is stored and what was signed.</summary>
    public Task<AuditReport> VerifyAuditAsync(string checkpointsFile, KeyRing keys, CancellationToken cancellation = default) =>
        AuditVerifier.VerifyAsync(source, File.Exists(checkpointsFile) ? checkpointsFile : null, keys.CheckpointKey, cancellation);

    /// <summary>Adds a key and seals every stored state anew with it, beside running nodes that read the same key file.</summary>
    /// <exception cref="InvalidOperationException">Another rotation runs: each would write a key file without the other's key.</exception>
    public async Task<KeyRotationReport> RotateKeysAsync(KeyRing keys, string keyFile, CancellationToken cancellation = default)
    {
        await using var alone = await source.OpenConnectionAsync(cancellation);
        await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", alone)
        {
            Parameters = { new() { Value = RotationLock } },
        };
        if (!(bool)(await take.ExecuteScalarAsync(cancellation))!)
            throw new InvalidOperationException("Another rotation of the keys runs. Try again when it has ended.");
        var tables = await GrainTablesAsync(cancellation);
        var report = await new KeyRotation(source, keys, ring => KeyFile.Save(keyFile, ring), tables).RunAsync(cancellation);
        new PostgresXmlRepository(source, keys).Reseal();
        await new LetterKeys(source, keys).ResealAsync(cancellation);
        return report;
    }

    /// <summary>Adds a key for application letters that signs from an instant on, and is published at once. Gives its name.</summary>
    public Task<string> AddLetterKeyAsync(KeyRing keys, DateTimeOffset signsFrom, CancellationToken cancellation = default) =>
        new LetterKeys(source, keys).AddAsync(signsFrom, cancellation);

    private async Task<IReadOnlyList<string>> GrainTablesAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            select table_name from information_schema.columns
            where table_schema = current_schema() and column_name = 'state' and data_type = 'jsonb' order by table_name
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<string> tables = [];
        while (await reader.ReadAsync(cancellation)) tables.Add(reader.GetString(0));
        return tables;
    }
}

/// <summary>The database does not answer, or does not let the program in.</summary>
public sealed class DatabaseAwayException(Exception cause)
    : Exception($"The database cannot be used: {cause.Message}. Is it running, and is Node:ConnectionString right?", cause);
