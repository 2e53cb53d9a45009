using Npgsql;
using Siskop2mi.Storage.Migrations;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Storage.Tests.Migrations;

public sealed class MigrationRunnerTests : IAsyncLifetime
{
    private static readonly MigrationFile First = new(1, "first", "create table first (id int); insert into first values (1);");
    private static readonly MigrationFile Second = new(2, "second", "create table second (id int);");
    private NpgsqlDataSource database = null!;
    private string connection = "";

    public async Task InitializeAsync()
    {
        connection = await PostgresFixture.NewEmptyDatabaseAsync();
        database = NpgsqlDataSource.Create(connection);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Applies_what_is_missing_in_order_and_then_nothing()
    {
        Assert.Equal(1, await MigrationRunner.ApplyAsync(database, [First]));
        Assert.Equal(1, await MigrationRunner.ApplyAsync(database, [First, Second]));
        Assert.Equal(0, await MigrationRunner.ApplyAsync(database, [First, Second]));
        Assert.Equal("1 first, 2 second", await ReadAsync(
            "select string_agg(number || ' ' || name, ', ' order by number) from schema_migration"));
    }

    [Fact]
    public async Task Many_nodes_at_once_apply_every_file_once()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrationRunner.ApplyAsync(database, [First, Second])));

        Assert.Equal(2, applied.Sum());
        Assert.Equal(1L, await ReadAsync("select count(*) from first"));
    }

    [Fact]
    public async Task Refuses_a_file_that_changed_after_it_was_applied()
    {
        await MigrationRunner.ApplyAsync(database, [First]);

        var error = await Assert.ThrowsAsync<MigrationException>(
            () => MigrationRunner.ApplyAsync(database, [First with { Sql = First.Sql + " " }, Second]));

        Assert.Contains("0001_first.sql was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await ReadAsync("select count(*) from schema_migration"));
    }

    [Fact]
    public async Task Does_not_mind_the_kind_of_line_end()
    {
        await MigrationRunner.ApplyAsync(database, [First with { Sql = "select 1;\nselect 2;" }]);
        Assert.Equal(0, await MigrationRunner.ApplyAsync(database, [First with { Sql = "select 1;\r\nselect 2;" }]));
    }

    [Fact]
    public async Task Refuses_a_database_newer_than_the_program()
    {
        await MigrationRunner.ApplyAsync(database, [First, Second]);

        var error = await Assert.ThrowsAsync<MigrationException>(() => MigrationRunner.ApplyAsync(database, [First]));

        Assert.Contains("The database is newer than this program", error.Message, StringComparison.Ordinal);
        Assert.Contains("0002_second", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_and_the_lock_is_free()
    {
        var broken = new MigrationFile(2, "broken", "create table half (id int); select 1 / 0;");

        var error = await Assert.ThrowsAsync<MigrationException>(() => MigrationRunner.ApplyAsync(database, [First, broken]));

        Assert.Contains("0002_broken.sql failed", error.Message, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await ReadAsync("select to_regclass('half')::text"));
        await using var other = NpgsqlDataSource.Create(connection);
        Assert.Equal(1, await MigrationRunner.ApplyAsync(other, [First, Second]).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Refuses_a_file_that_comes_after_its_successors()
    {
        await MigrationRunner.ApplyAsync(database, [Second]);
        var error = await Assert.ThrowsAsync<MigrationException>(() => MigrationRunner.ApplyAsync(database, [First, Second]));
        Assert.Contains("0001_first.sql comes too late", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_database_with_a_file_the_program_lacks()
    {
        await MigrationRunner.ApplyAsync(database, [First, Second]);
        var third = new MigrationFile(3, "third", "select 1");
        var error = await Assert.ThrowsAsync<MigrationException>(() => MigrationRunner.ApplyAsync(database, [First, third]));
        Assert.Contains("0002_second was applied to the database but is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_two_files_with_one_number()
    {
        var error = await Assert.ThrowsAsync<MigrationException>(
            () => MigrationRunner.ApplyAsync(database, [First, Second with { Number = 1 }]));
        Assert.Contains("0001_first.sql, 0001_second.sql", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_the_program_apply_to_an_empty_database()
    {
        var applied = await MigrationRunner.ApplyAsync(database);
        Assert.Equal(MigrationFile.In(typeof(MigrationRunner).Assembly).Count, applied);
        Assert.Equal(1L, await ReadAsync("select count(*) from node_lease where epoch = 0 and node is null"));
    }

    private async Task<object?> ReadAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
