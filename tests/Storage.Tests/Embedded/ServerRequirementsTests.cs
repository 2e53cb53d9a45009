using Npgsql;
using Siskop2mi.Storage.Embedded;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Storage.Tests.Embedded;

public sealed class ServerRequirementsTests
{
    [Fact]
    public async Task Refuses_a_server_that_acknowledges_before_the_disk_has_it()
    {
        var connection = await PostgresFixture.NewEmptyDatabaseAsync() + ";Options=-c synchronous_commit=off";
        await using var database = NpgsqlDataSource.Create(connection);

        var error = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => ServerRequirements.CheckAsync(database));

        Assert.Contains("synchronous_commit must not be off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_server_that_keeps_its_word()
    {
        await using var database = NpgsqlDataSource.Create(await PostgresFixture.NewEmptyDatabaseAsync());
        await ServerRequirements.CheckAsync(database);
    }
}
