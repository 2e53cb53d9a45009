using System.Text.Json;
using Npgsql;
using Orleans.Storage;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>The PostgreSQL store on a fresh database of a real server, with the tables that the tests use.</summary>
public sealed class PostgresStore : StoreUnderTest
{
    private const string Tables = """
        select create_grain_table('shelf'), create_grain_table('side_table'), create_grain_table('notes');
        alter table shelf add column label text generated always as (state->>'label') stored;
        alter table shelf add constraint shelf_count_check check ((state->>'count')::int >= 0);
        create unique index shelf_label_unique on shelf (label) where label is not null;
        """;

    private readonly GrainStorageOptions options;

    private PostgresStore(string connectionString, GrainStorageOptions options, KeyRing keys)
    {
        ConnectionString = connectionString;
        this.options = options;
        Keys = keys;
        Database = NpgsqlDataSource.Create(connectionString);
        Postgres = OpenAnother();
    }

    public string ConnectionString { get; }

    public KeyRing Keys { get; }

    /// <summary>A way into the database beside the store.</summary>
    public NpgsqlDataSource Database { get; }

    public PostgresGrainStorage Postgres { get; private set; }

    public override IGrainStorage Storage => Postgres;

    public static async Task<PostgresStore> OpenAsync(GrainStorageOptions? options = null)
    {
        var connectionString = await PostgresFixture.NewDatabaseAsync();
        await using (var database = NpgsqlDataSource.Create(connectionString))
        {
            await using var command = database.CreateCommand(Tables);
            await command.ExecuteNonQueryAsync();
        }

        return new PostgresStore(connectionString, options ?? new GrainStorageOptions(), KeyRing.CreateNew());
    }

    /// <summary>A second store on the same data, as another node would have.</summary>
    public PostgresGrainStorage OpenAnother(GrainStorageOptions? other = null, string? connectionString = null) =>
        new(connectionString ?? ConnectionString, new StorageJson(Keys), other ?? options);

    public override async Task<IReadOnlyList<SeenEvent>> EventsAsync(string grainType, string key)
    {
        await using var command = Database.CreateCommand(
            "select type, data, actor from event where grain_type = $1 and grain_key = $2 order by id");
        command.Parameters.AddWithValue(grainType);
        command.Parameters.AddWithValue(key);
        await using var reader = await command.ExecuteReaderAsync();
        var events = new List<SeenEvent>();
        while (await reader.ReadAsync())
        {
            using var data = JsonDocument.Parse(reader.GetString(1));
            events.Add(new SeenEvent(reader.GetString(0), data.RootElement.GetProperty("count").GetInt32(), reader.GetString(2)));
        }

        return events;
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public override async Task RestartAsync()
    {
        await Postgres.DisposeAsync();
        Postgres = OpenAnother();
    }

    public override async ValueTask DisposeAsync()
    {
        await Postgres.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>Conformance of the PostgreSQL store with group commit.</summary>
public sealed class PostgresGrainStorageTests : GrainStorageConformance
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStore.OpenAsync();
}

/// <summary>Conformance of the PostgreSQL store with one write a commit.</summary>
public sealed class PostgresGrainStorageUnbatchedTests : GrainStorageConformance
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStore.OpenAsync(new GrainStorageOptions { MaxBatch = 1 });
}
