using Npgsql;
using Siskop2mi.Storage.Audit;
using Siskop2mi.Storage.DataProtection;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Migrations;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage;

/// <summary>The database as a whole: what a start-up and an operator do with it.</summary>
public sealed class Database(NpgsqlDataSource source)
{
    /// <summary>Opens a database by its connection string, for a command. Dispose it with the process.</summary>
    public static Database Open(string connectionString) => new(NpgsqlDataSource.Create(connectionString));

    /// <summary>Refuses a server that may lose what it acknowledges, then brings the schema up to date.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await ServerSafety.RequireAsync(source, cancellation);
        await MigrationRunner.ApplyAsync(source, cancellation);
    }

    /// <summary>Computes the audit trail anew and compares it with what is stored and what was signed.</summary>
    public Task<AuditReport> VerifyAuditAsync(string checkpointsFile, KeyRing keys, CancellationToken cancellation = default) =>
        AuditVerifier.VerifyAsync(source, File.Exists(checkpointsFile) ? checkpointsFile : null, keys.CheckpointKey, cancellation);

    /// <summary>Adds a key and seals every stored state anew with it, beside running nodes that read the same key file.</summary>
    public async Task<KeyRotationReport> RotateKeysAsync(KeyRing keys, string keyFile, CancellationToken cancellation = default)
    {
        var tables = await GrainTablesAsync(cancellation);
        var report = await new KeyRotation(source, keys, ring => KeyFile.Save(keyFile, ring), tables).RunAsync(cancellation);
        new PostgresXmlRepository(source, keys).Reseal();
        return report;
    }

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
