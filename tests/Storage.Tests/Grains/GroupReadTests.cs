using Siskop2mi.Storage.Grains;

namespace Siskop2mi.Storage.Tests.Grains;

public sealed class GroupReadTests
{
    private static readonly GrainStorageOptions OneReader = new() { Readers = 1 };

    [Fact]
    public async Task Many_reads_at_once_each_get_their_own_row()
    {
        await using var store = await PostgresStore.OpenAsync(OneReader);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => store.Storage.Write(Kind(i), $"k{i}", new Shelf { Count = i })));
        var reads = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => store.Storage.Read<Shelf>(Kind(i), $"k{i}")));
        for (var i = 0; i < 600; i++)
        {
            Assert.Equal(i < 300 ? (i, "1", true) : (0, null, false), (reads[i].State!.Count, reads[i].ETag, reads[i].RecordExists));
        }
    }

    [Fact]
    public async Task Two_reads_of_one_key_at_once_both_get_it()
    {
        await using var store = await PostgresStore.OpenAsync(OneReader);
        await store.Storage.Write("shelf", "a", new Shelf { Count = 7 });
        var reads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Storage.Read<Shelf>("shelf", "a")));
        Assert.All(reads, read => Assert.Equal(7, read.State!.Count));
    }

    [Fact]
    public async Task A_table_that_is_missing_fails_its_own_reads_alone()
    {
        await using var store = await PostgresStore.OpenAsync(OneReader);
        await store.Storage.Write("shelf", "a", new Shelf { Count = 7 });
        for (var round = 0; round < 10; round++)
        {
            var missing = Enumerable.Range(0, 5).Select(_ => Attempt.Of(() => store.Storage.Read<Shelf>("no-such-table", "a"))).ToArray();
            var there = Enumerable.Range(0, 5).Select(_ => store.Storage.Read<Shelf>("shelf", "a")).ToArray();
            Assert.All(await Task.WhenAll(there), read => Assert.Equal(7, read.State!.Count));
            Assert.All(await Task.WhenAll(missing), Assert.NotNull);
        }
    }

    [Fact]
    public async Task A_store_that_stopped_reads_no_more()
    {
        await using var store = await PostgresStore.OpenAsync(OneReader);
        await store.Postgres.StopAsync();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Storage.Read<Shelf>("shelf", "a"));
    }

    private static string Kind(int number) => number % 2 == 0 ? "shelf" : "side-table";
}
