using Npgsql;
using Siskop2mi.Storage.Grains;

namespace Siskop2mi.Storage.Tests.Grains;

public sealed class ServerSafetyTests
{
    [Fact]
    public async Task A_server_that_keeps_what_it_acknowledges_is_taken()
    {
        await using var store = await PostgresStore.OpenAsync();
        await ServerSafety.RequireAsync(store.Database);
    }

    [Fact]
    public async Task A_server_that_may_lose_commits_is_refused_in_plain_words()
    {
        await using var store = await PostgresStore.OpenAsync();
        await store.ExecuteAsync(
            "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$");
        await using var fresh = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(store.ConnectionString) { Pooling = false }.ConnectionString);
        var refusal = await Assert.ThrowsAsync<UnsafeServerException>(() => ServerSafety.RequireAsync(fresh));
        Assert.Equal("synchronous_commit", refusal.Setting);
        Assert.Contains("Set synchronous_commit = on and start again", refusal.Message, StringComparison.Ordinal);
    }
}
