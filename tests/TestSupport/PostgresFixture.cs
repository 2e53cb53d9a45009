using Npgsql;
using Siskop2mi.Storage.Embedded;
using Siskop2mi.Storage.Migrations;

namespace Siskop2mi.TestSupport;

/// <summary>
/// Real PostgreSQL for tests: one private server a test process, in a temporary folder that goes with the process, or the
/// server named by the connection string in <c>SISKOP2MI_TEST_POSTGRES</c> (a role that may make databases).
/// </summary>
public static class PostgresFixture
{
    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    /// <summary>The server of this process, for tests that need more than a database.</summary>
    public static Task<EmbeddedPostgres> ServerAsync() => Server.Value;

    /// <summary>A connection string of a new database with all migrations applied.</summary>
    public static async Task<string> NewDatabaseAsync() => await NewDatabaseAsync($"template \"{await Template.Value}\"");

    /// <summary>A connection string of a new database with nothing in it.</summary>
    public static Task<string> NewEmptyDatabaseAsync() => NewDatabaseAsync("template template0");

    /// <summary>A connection string of a copy of a database that nobody uses any more.</summary>
    public static async Task<string> CopyOfAsync(string connectionString)
    {
        // Idle connections count as users, and a database in use is not copied.
        NpgsqlConnection.ClearAllPools();
        return await NewDatabaseAsync($"template \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\"");
    }

    private static async Task<string> NewDatabaseAsync(string origin)
    {
        var name = $"test_{Guid.NewGuid():N}";
        var admin = await AdminAsync();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(admin) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand($"create database \"{name}\" {origin}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(admin)
        {
            Database = name,
            // Every test has a pool of its own; idle connections of finished tests would use up the server's.
            MaxPoolSize = 20,
            ConnectionIdleLifetime = 3,
            ConnectionPruningInterval = 1,
        }.ConnectionString;
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var template = new NpgsqlConnectionStringBuilder(await NewEmptyDatabaseAsync()) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(template.ConnectionString);
        await MigrationRunner.ApplyAsync(source);
        return template.Database!;
    }

    private static async Task<string> AdminAsync() =>
        Environment.GetEnvironmentVariable("SISKOP2MI_TEST_POSTGRES") is { Length: > 0 } external
            ? external
            : (await Server.Value).ConnectionString;

    // Nobody disposes it: when the process ends, however it ends, the server stops and the folder goes.
    private static Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions
    {
        DataDirectory = Directory.CreateTempSubdirectory("siskop2mi-tests-").FullName,
        RemoveWhenUnused = true,
    });
}
