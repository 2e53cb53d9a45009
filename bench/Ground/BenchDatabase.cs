using Npgsql;
using Siskop2mi.Storage.Embedded;
using Siskop2mi.Storage.Migrations;

namespace Siskop2mi.Bench.Ground;

/// <summary>A database that is dropped when it is no longer needed.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string admin;

    private BenchDatabase(string connectionString, string admin)
    {
        (ConnectionString, this.admin) = (connectionString, admin);
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 8, CommandTimeout = 0 });
    }

    public string ConnectionString { get; }

    /// <summary>A way in for seeding and counting; never for what is measured.</summary>
    public NpgsqlDataSource Source { get; }

    public static async Task<BenchDatabase> Create(EmbeddedPostgres postgres, bool isMigrated)
    {
        var database = await Make(postgres, "template0");
        if (isMigrated) await MigrationRunner.ApplyAsync(database.Source);
        return database;
    }

    public static async Task<BenchDatabase> Copy(EmbeddedPostgres postgres, BenchDatabase original)
    {
        // Idle connections count as users, and a database in use is not copied.
        original.Source.Clear();
        return await Make(postgres, new NpgsqlConnectionStringBuilder(original.ConnectionString).Database!);
    }

    private static async Task<BenchDatabase> Make(EmbeddedPostgres postgres, string template)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await Execute(postgres.ConnectionString, $"create database {name} template {template}");
        return new BenchDatabase(postgres.ConnectionStringFor(name), postgres.ConnectionString);
    }

    public async Task Execute(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The one number that a query gives.</summary>
    public async Task<long> Number(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The first column of a query.</summary>
    public async Task<List<string>> Texts(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> texts = [];
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(ConnectionString).Database;
        await Source.DisposeAsync();
        try
        {
            await Execute(admin, $"drop database {name} with (force)");
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // An autovacuum is at work in it. Only a superuser may force that to end; without force it ends when it is asked to.
            await Execute(admin, $"drop database {name}");
        }
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = Source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        return command;
    }

    private static async Task Execute(string connectionString, string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
