using Npgsql;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Faults.Tests;

/// <summary>A node that cannot go on ends, says why, and ends with a failure, so that whoever watches it can start it again.</summary>
public sealed class FailureTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Without_its_database_it_says_so_and_ends()
    {
        using var scene = new Scene();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ServerProcess.Start(scene.DataDirectory,
                "--Node:ConnectionString", "Host=127.0.0.1;Port=1;Username=nobody;Database=none"));
        Assert.Contains("ended with code 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The database cannot be used", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_its_life_ends_in_an_error_the_process_ends_with_a_failure()
    {
        using var scene = new Scene();
        var connection = await PostgresFixture.NewDatabaseAsync();
        await using var server = await ServerProcess.Start(scene.DataDirectory, "--Node:ConnectionString", connection);
        await server.WaitFor("active", Limit);
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand("delete from node_lease");
        await command.ExecuteNonQueryAsync();
        await server.WhenGone().WaitAsync(Limit);
        Assert.Equal(1, server.ExitCode);
        Assert.Contains("The node could not go on", server.Output, StringComparison.Ordinal);
    }
}
