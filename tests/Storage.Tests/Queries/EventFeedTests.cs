using Npgsql;
using Siskop2mi.Storage.Queries;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.Storage.Tests.Grains;

namespace Siskop2mi.Storage.Tests.Queries;

public sealed class EventFeedTests
{
    [Fact]
    public async Task Pages_give_every_event_once()
    {
        await using var store = await PostgresStore.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => store.Storage.Write("shelf", $"k{i}", new Shelf().With(i, i + 100))));
        var feed = Feed(store);
        var seen = new List<StoredEvent>();
        await Eventually.TrueAsync(async () =>
        {
            seen.AddRange(await feed.ReadAsync(seen.LastOrDefault()?.Cursor, 7));
            return seen.Count >= 50;
        });
        Assert.Empty(await feed.ReadAsync(seen[^1].Cursor, 7));
        Assert.Equal(50, seen.Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_event_is_given_as_it_was_stored()
    {
        await using var store = await PostgresStore.OpenAsync();
        var state = await store.Storage.Write("shelf", "a", new Shelf().With(1));
        await store.Storage.Write("shelf", "a", state, new Shelf().With(2, 3));
        await store.Storage.Write("shelf", "b", new Shelf().With(4));
        var story = await Feed(store).OfGrainAsync("shelf", "a");
        Assert.Equal(["{\"count\":1}", "{\"count\":2}", "{\"count\":3}"], story.Select(one => one.Data));
        Assert.Equal([(1L, 0), (2L, 0), (2L, 1)], story.Select(one => (one.Version, one.Ordinal)));
        Assert.Equal(
            ("account-1", "clerk", "request-1", "shelf-counted"), (story[0].Actor, story[0].Role, story[0].Process, story[0].Type));
        Assert.Equal(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero), story[0].At);
        Assert.Null(story[0].Event);
    }

    [Fact]
    public async Task A_transaction_that_is_still_open_is_never_skipped()
    {
        await using var store = await PostgresStore.OpenAsync();
        await store.Storage.Write("shelf", "before", new Shelf().With(0));
        await using var slow = await store.Database.OpenConnectionAsync();
        await RunAsync(slow,
            """
            begin;
            insert into event (grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash)
            values ('shelf', 'slow', 1, 0, 'shelf-counted', '{"count":1}', 'a', 'b', 'c', now(), 1, sha256('x'))
            """);
        await store.Storage.Write("shelf", "fast", new Shelf().With(2));

        var feed = Feed(store);
        IReadOnlyList<StoredEvent> first = [];

        // The snapshot is one of the whole server: tests in other databases may hold the feed back for a moment.
        await Eventually.TrueAsync(async () => (first = await feed.ReadAsync(null, 100)).Count > 0);
        Assert.Equal(["before"], first.Select(one => one.GrainKey));
        await RunAsync(slow, "commit");

        IReadOnlyList<StoredEvent> rest = [];
        await Eventually.TrueAsync(async () => (rest = await feed.ReadAsync(first[^1].Cursor, 100)).Count == 2);
        Assert.Equal(["slow", "fast"], rest.Select(one => one.GrainKey));
    }

    [Fact]
    public async Task A_reader_beside_many_writers_sees_everything_exactly_once()
    {
        await using var store = await PostgresStore.OpenAsync();
        await using var other = store.OpenAnother();
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var storage = writer % 2 == 0 ? store.Postgres : other;
            for (var i = 0; i < 50; i++) await storage.Write("shelf", $"w{writer}-{i}", new Shelf().With(i));
        })).ToArray();
        var feed = Feed(store);
        var seen = new List<StoredEvent>();
        await Eventually.TrueAsync(async () =>
        {
            seen.AddRange(await feed.ReadAsync(seen.LastOrDefault()?.Cursor, 20));
            return seen.Count >= 400;
        });
        await Task.WhenAll(writers);
        Assert.Equal(400, seen.Select(one => one.GrainKey).Distinct().Count());
        Assert.Equal(400, seen.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("not a cursor at all!!!")]
    public async Task What_is_no_cursor_is_refused(string text)
    {
        await using var store = await PostgresStore.OpenAsync();
        await Assert.ThrowsAsync<FormatException>(() => Feed(store).ReadAsync(text, 10));
    }

    private static EventFeed Feed(PostgresStore store) => new(store.Database, new StorageJson(store.Keys));

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
