using Orleans.Storage;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>
/// What every store promises to grains that keep something for others: the holdings move with the state that they belong to.
/// Each store has a class that runs all of it; a sabotage test runs it on stores that are broken on purpose.
/// </summary>
public abstract class HoldingConformance
{
    protected abstract Task<StoreUnderTest> OpenAsync();

    [Fact]
    public async Task What_was_never_written_keeps_nothing()
    {
        await using var store = await OpenAsync();
        Assert.Equal(0, (await Read(store, "a")).Holdings.Count);
    }

    [Fact]
    public async Task Every_kind_of_holding_is_read_back_whole()
    {
        await using var store = await OpenAsync();
        var settled = new Holding("c", HoldingStatus.Taken, 3, 3, Posting.Now, null, IsSettled: true);
        var state = Posting.Empty(9).After(
            Posting.Taken("a", 1, 5_000_000_000), Posting.Awaited("b", 5_000_000_001), new PlacesSettled([settled]),
            new DrawEntered("d", 4, 4, Posting.Now), new PlaceOffered("e", 5, 5, Posting.Now, Posting.Now.AddHours(48)),
            new PlacesLost([settled with { Key = "f", Status = HoldingStatus.Lost }]),
            new PlaceDoubted(settled with { Key = "g", Status = HoldingStatus.Committed, IsSettled = false }));
        await store.Storage.Write(Posting.Kind, "a", state);
        var read = await Read(store, "a");
        Assert.Equal(state.Holdings.InOrder(), read.Holdings.InOrder());
        Assert.Equal((4, 4, 1), (read.Taken, read.Holdings.InUse, read.Holdings.Committed));
        Assert.Equal("b", read.Holdings.FirstWaiting!.Key);
    }

    [Fact]
    public async Task Of_several_changes_of_a_key_in_one_write_the_last_counts()
    {
        await using var store = await OpenAsync();
        var state = Posting.Empty().After(
            Posting.Taken("a"), Posting.Awaited("a", 2, 2), Posting.Taken("b", 3, 3), Posting.LetGo("b"), Posting.LetGo("c"),
            Posting.Taken("c", 4, 4));
        await store.Storage.Write(Posting.Kind, "a", state);
        var read = (await Read(store, "a")).Holdings;
        Assert.Equal(["a", "c"], read.InOrder().Select(one => one.Key));
        Assert.Equal((HoldingStatus.Waiting, 2L), (read.Find("a")!.Status, read.Find("a")!.Attempt));
    }

    [Fact]
    public async Task What_is_let_go_is_gone_and_the_rest_stays()
    {
        await using var store = await OpenAsync();
        var written = await store.Storage.Write(Posting.Kind, "a", Posting.Empty().After(Posting.Taken("a"), Posting.Taken("b", 2, 2)));
        await store.Storage.Write(Posting.Kind, "a", written, written.State!.After(Posting.LetGo("a", "never")));
        Assert.Equal(["b"], (await Read(store, "a")).Holdings.InOrder().Select(one => one.Key));
    }

    [Fact]
    public async Task A_write_without_events_leaves_them_as_they_are()
    {
        await using var store = await OpenAsync();
        var written = await store.Storage.Write(Posting.Kind, "a", Posting.Empty().After(Posting.Taken("a")));
        await store.Storage.Write(Posting.Kind, "a", written, written.State! with { LastNumber = 9, Unpublished = [] });
        var read = await Read(store, "a");
        Assert.Equal((9L, 1), (read.LastNumber, read.Holdings.Count));
    }

    [Fact]
    public async Task A_conflict_changes_no_holding()
    {
        await using var store = await OpenAsync();
        var written = await store.Storage.Write(Posting.Kind, "a", Posting.Empty().After(Posting.Taken("a")));
        var stale = await store.Storage.Read<VacancyState>(Posting.Kind, "a");
        await store.Storage.Write(Posting.Kind, "a", written, written.State!.After(Posting.Taken("b", 2, 2)));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Storage.Write(
            Posting.Kind, "a", stale, stale.State!.After(Posting.LetGo("a"), Posting.Taken("c", 3, 3))));
        Assert.Equal(["a", "b"], (await Read(store, "a")).Holdings.InOrder().Select(one => one.Key));
    }

    [Fact]
    public async Task Two_owners_keep_apart_what_they_keep_for_one()
    {
        await using var store = await OpenAsync();
        var one = await store.Storage.Write(Posting.Kind, "one", Posting.Empty().After(Posting.Taken("a", 1, 1)));
        await store.Storage.Write(Posting.Kind, "two", Posting.Empty().After(Posting.Taken("a", 2, 2)));
        await store.Storage.Write(Posting.Kind, "one", one, one.State!.After(Posting.LetGo("a")));
        Assert.Equal(0, (await Read(store, "one")).Holdings.Count);
        Assert.Equal(2, (await Read(store, "two")).Holdings.Find("a")!.Number);
    }

    [Fact]
    public async Task An_owner_that_keeps_something_is_not_cleared()
    {
        await using var store = await OpenAsync();
        var grain = GrainId.Create(Posting.Kind, "a");
        var written = await store.Storage.Write(Posting.Kind, "a", Posting.Empty().After(Posting.Taken("a")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Storage.ClearStateAsync(Posting.Kind, grain, written));
        await store.Storage.Write(Posting.Kind, "a", written, written.State!.After(Posting.LetGo("a")));
        await store.Storage.ClearStateAsync(Posting.Kind, grain, written);
        Assert.Equal(0, (await Read(store, "a")).Holdings.Count);
    }

    // Random events, several a write; what a fresh activation reads is what the one that wrote has in memory.
    [Fact]
    public async Task A_fresh_activation_reads_the_book_that_was_written()
    {
        await using var store = await OpenAsync();
        var random = new Random(7);
        var written = await store.Storage.Write(Posting.Kind, "a", Posting.Empty(1_000));
        for (var (round, number) = (0, 0L); round < 60; round++)
        {
            var happened = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Any(random, ++number)).ToArray();
            await store.Storage.Write(Posting.Kind, "a", written, written.State!.After(happened));
            if (round % 20 == 0) await store.RestartAsync();
            var read = await Read(store, "a");
            Assert.Equal(written.State!.Holdings.InOrder(), read.Holdings.InOrder());
            Assert.Equal(
                (written.State.Taken, written.State.Holdings.Waiting, written.State.Holdings.FirstWaiting),
                (read.Taken, read.Holdings.Waiting, read.Holdings.FirstWaiting));
        }
    }

    private static DomainEvent Any(Random random, long number)
    {
        var id = $"application-{random.Next(8)}";
        var holding = new Holding(id, (HoldingStatus)(1 + random.Next(6)), number, number, Posting.Now, null, random.Next(2) == 0);
        return random.Next(3) == 0 ? Posting.LetGo(id) : new PlacesSettled([holding]);
    }

    private static async Task<VacancyState> Read(StoreUnderTest store, string key) =>
        (await store.Storage.Read<VacancyState>(Posting.Kind, key)).State!;
}

/// <summary>Conformance of the PostgreSQL store with group commit.</summary>
public sealed class PostgresHoldingTests : HoldingConformance
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStore.OpenAsync();
}

/// <summary>Conformance of the store that grain tests use.</summary>
public sealed class MemoryHoldingTests : HoldingConformance
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(new MemoryStore());
}
