using Orleans.Storage;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>
/// What every store of grain states promises. Each store has a class that runs all of it; the sabotage tests run it on
/// stores that are broken on purpose.
/// </summary>
public abstract class GrainStorageConformance
{
    private const string Kind = "shelf";

    protected abstract Task<StoreUnderTest> OpenAsync();

    [Fact]
    public async Task What_was_never_written_reads_as_nothing()
    {
        await using var store = await OpenAsync();
        var read = await store.Storage.Read<Shelf>(Kind, "a");
        Assert.False(read.RecordExists);
        Assert.Null(read.ETag);
        Assert.Equal(new Shelf(), read.State);
    }

    [Fact]
    public async Task A_first_write_is_read_back()
    {
        await using var store = await OpenAsync();
        var written = await store.Storage.Write(Kind, "a", new Shelf { Name = "first", Count = 3 });
        Assert.True(written.RecordExists);
        var read = await store.Storage.Read<Shelf>(Kind, "a");
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(new Shelf { Name = "first", Count = 3 }, read.State);
    }

    [Fact]
    public async Task Each_write_has_a_version_of_its_own()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf());
        var versions = new HashSet<string?> { null, state.ETag };
        for (var i = 1; i < 20; i++)
        {
            await store.Storage.Write(Kind, "a", state, new Shelf { Count = i });
            Assert.True(versions.Add(state.ETag));
        }

        Assert.Equal(19, (await store.Storage.Read<Shelf>(Kind, "a")).State!.Count);
    }

    [Fact]
    public async Task A_stale_version_conflicts_and_changes_nothing()
    {
        await using var store = await OpenAsync();
        await store.Storage.Write(Kind, "a", new Shelf { Count = 1 });
        var slow = await store.Storage.Read<Shelf>(Kind, "a");
        var fast = await store.Storage.Read<Shelf>(Kind, "a");
        await store.Storage.Write(Kind, "a", fast, new Shelf { Count = 2 });
        var before = slow.ETag;
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Storage.Write(Kind, "a", slow, new Shelf { Count = 3 }));
        Assert.Equal(before, slow.ETag);
        Assert.Equal(2, (await store.Storage.Read<Shelf>(Kind, "a")).State!.Count);
    }

    [Fact]
    public async Task Of_two_first_writes_at_once_exactly_one_wins()
    {
        await using var store = await OpenAsync();
        for (var round = 0; round < 50; round++)
        {
            var key = $"round-{round}";
            var wins = await Task.WhenAll(Enumerable.Range(1, 2).Select(writer =>
                Attempt.Of(() => store.Storage.Write(Kind, key, new Shelf { Count = writer }.With(writer)))));
            Assert.Equal(1, wins.Count(failure => failure is null));
            Assert.IsType<InconsistentStateException>(wins.Single(failure => failure is not null));
            var events = await store.EventsAsync(Kind, key);
            Assert.Equal((await store.Storage.Read<Shelf>(Kind, key)).State!.Count, Assert.Single(events).Count);
        }
    }

    [Fact]
    public async Task A_version_that_is_not_there_conflicts_and_inserts_nothing()
    {
        await using var store = await OpenAsync();
        var elsewhere = await store.Storage.Write(Kind, "a", new Shelf());
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Storage.Write(Kind, "b", elsewhere, new Shelf().With(1)));
        Assert.False((await store.Storage.Read<Shelf>(Kind, "b")).RecordExists);
        Assert.Empty(await store.EventsAsync(Kind, "b"));
    }

    [Fact]
    public async Task A_cleared_record_is_gone()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf { Count = 1 });
        await store.Storage.ClearStateAsync(Kind, GrainId.Create(Kind, "a"), state);
        Assert.False(state.RecordExists);
        var read = await store.Storage.Read<Shelf>(Kind, "a");
        Assert.False(read.RecordExists);
        Assert.Equal(new Shelf(), read.State);
    }

    [Fact]
    public async Task A_cleared_record_can_be_written_again()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf { Count = 1 });
        await store.Storage.ClearStateAsync(Kind, GrainId.Create(Kind, "a"), state);
        await store.Storage.Write(Kind, "a", state, new Shelf { Count = 2 });
        await store.Storage.ClearStateAsync(Kind, GrainId.Create(Kind, "a"), state);
        var read = await store.Storage.Read<Shelf>(Kind, "a");
        await store.Storage.Write(Kind, "a", read, new Shelf { Count = 3 });
        Assert.Equal(3, (await store.Storage.Read<Shelf>(Kind, "a")).State!.Count);
    }

    [Fact]
    public async Task A_stale_write_cannot_revive_a_cleared_record()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf { Count = 1 });
        var stale = await store.Storage.Read<Shelf>(Kind, "a");
        await store.Storage.ClearStateAsync(Kind, GrainId.Create(Kind, "a"), state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Storage.Write(Kind, "a", stale, new Shelf { Count = 2 }));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Storage.Write(Kind, "a", new Shelf { Count = 3 }));
        Assert.False((await store.Storage.Read<Shelf>(Kind, "a")).RecordExists);
    }

    [Fact]
    public async Task A_stale_clear_conflicts()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf { Count = 1 });
        var stale = await store.Storage.Read<Shelf>(Kind, "a");
        await store.Storage.Write(Kind, "a", state, new Shelf { Count = 2 });
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Storage.ClearStateAsync(Kind, GrainId.Create(Kind, "a"), stale));
        Assert.Equal(2, (await store.Storage.Read<Shelf>(Kind, "a")).State!.Count);
    }

    [Fact]
    public async Task Two_kinds_of_grain_may_have_one_key()
    {
        await using var store = await OpenAsync();
        await store.Storage.Write("shelf", "same", new Shelf { Count = 1 }.With(1));
        await store.Storage.Write("side-table", "same", new Shelf { Count = 2 }.With(2));
        Assert.Equal(1, (await store.Storage.Read<Shelf>("shelf", "same")).State!.Count);
        Assert.Equal(2, (await store.Storage.Read<Shelf>("side-table", "same")).State!.Count);
        Assert.Equal(1, Assert.Single(await store.EventsAsync("shelf", "same")).Count);
        Assert.Equal(2, Assert.Single(await store.EventsAsync("side-table", "same")).Count);
    }

    [Fact]
    public async Task A_state_of_one_megabyte_is_kept_whole()
    {
        await using var store = await OpenAsync();
        var name = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i:D10}"));
        await store.Storage.Write(Kind, "a", new Shelf { Name = name });
        Assert.Equal(name, (await store.Storage.Read<Shelf>(Kind, "a")).State!.Name);
    }

    [Theory]
    [InlineData("Ndaru'l Ḥusnī")]
    [InlineData("印度尼西亚 🇮🇩")]
    [InlineData("a|b/c\\d\"e'f;--")]
    [InlineData("\u202Eright-to-left")]
    [InlineData("line\nbreak\tand tab")]
    public async Task A_key_may_hold_any_text(string key)
    {
        await using var store = await OpenAsync();
        await store.Storage.Write(Kind, key, new Shelf { Count = 1 }.With(5));
        Assert.Equal(1, (await store.Storage.Read<Shelf>(Kind, key)).State!.Count);
        Assert.Single(await store.EventsAsync(Kind, key));
    }

    [Fact]
    public async Task Keys_that_look_alike_are_different_keys()
    {
        await using var store = await OpenAsync();
        string[] keys = ["a", "A", "a ", " a", "á", "a\u0301"];
        for (var i = 0; i < keys.Length; i++) await store.Storage.Write(Kind, keys[i], new Shelf { Count = i });
        for (var i = 0; i < keys.Length; i++) Assert.Equal(i, (await store.Storage.Read<Shelf>(Kind, keys[i])).State!.Count);
    }

    [Fact]
    public async Task A_key_may_be_very_long()
    {
        await using var store = await OpenAsync();
        var key = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i:D5}"));
        await store.Storage.Write(Kind, key, new Shelf { Count = 1 });
        Assert.Equal(1, (await store.Storage.Read<Shelf>(Kind, key)).State!.Count);
        Assert.False((await store.Storage.Read<Shelf>(Kind, key[..^1])).RecordExists);
    }

    [Fact]
    public async Task Many_writers_on_one_key_lose_no_update()
    {
        await using var store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (var done = 0; done < 25;)
            {
                var state = await store.Storage.Read<Shelf>(Kind, "hot");
                var next = new Shelf { Count = state.State!.Count + 1 }.With(state.State.Count + 1);
                if (await Attempt.Of(() => store.Storage.Write(Kind, "hot", state, next)) is null) done++;
            }
        })));
        Assert.Equal(400, (await store.Storage.Read<Shelf>(Kind, "hot")).State!.Count);
        Assert.Equal(Enumerable.Range(1, 400), (await store.EventsAsync(Kind, "hot")).Select(one => one.Count));
    }

    [Fact]
    public async Task Events_are_stored_with_the_state_in_their_order()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf { Count = 3 }.With(1, 2, 3));
        await store.Storage.Write(Kind, "a", state, new Shelf { Count = 5 }.With(4, 5));
        Assert.Equal(
            Enumerable.Range(1, 5).Select(count => new SeenEvent("shelf-counted", count, "account-1")), await store.EventsAsync(Kind, "a"));
    }

    [Fact]
    public async Task Events_are_no_part_of_the_state()
    {
        await using var store = await OpenAsync();
        await store.Storage.Write(Kind, "a", new Shelf().With(1));
        Assert.Empty((await store.Storage.Read<Shelf>(Kind, "a")).State!.Unpublished);
    }

    [Fact]
    public async Task The_events_of_a_conflict_are_not_stored()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf().With(1));
        var stale = await store.Storage.Read<Shelf>(Kind, "a");
        await store.Storage.Write(Kind, "a", state, new Shelf().With(2));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Storage.Write(Kind, "a", stale, new Shelf().With(3)));
        Assert.Equal([1, 2], (await store.EventsAsync(Kind, "a")).Select(one => one.Count));
    }

    [Fact]
    public async Task A_write_without_events_stores_none()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf());
        await store.Storage.Write(Kind, "a", state, new Shelf { Unpublished = [] });
        Assert.Empty(await store.EventsAsync(Kind, "a"));
    }

    [Fact]
    public async Task The_state_is_taken_at_the_moment_of_the_call()
    {
        await using var store = await OpenAsync();
        var state = new GrainState<Notes>(new Notes { Lines = ["one"] });
        var write = store.Storage.WriteStateAsync("notes", GrainId.Create("notes", "a"), state);
        state.State!.Lines.Add("two");
        await write;
        Assert.Equal(["one"], (await store.Storage.Read<Notes>("notes", "a")).State!.Lines);
        Assert.Equal(["one", "two"], state.State.Lines);
    }

    [Fact]
    public async Task What_was_read_is_a_copy()
    {
        await using var store = await OpenAsync();
        await store.Storage.Write("notes", "a", new Notes { Lines = ["one"] });
        (await store.Storage.Read<Notes>("notes", "a")).State!.Lines.Add("two");
        Assert.Equal(["one"], (await store.Storage.Read<Notes>("notes", "a")).State!.Lines);
    }

    [Fact]
    public async Task Readers_see_whole_states_while_it_is_written()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf { Count = 0, Name = "0" });
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var last = 0;
            do
            {
                var seen = (await store.Storage.Read<Shelf>(Kind, "a")).State!;
                Assert.Equal($"{seen.Count}", seen.Name);
                Assert.True(seen.Count >= last);
                last = seen.Count;
            }
            while (!stop.IsCancellationRequested);
        })).ToArray();
        for (var i = 1; i <= 200; i++) await store.Storage.Write(Kind, "a", state, new Shelf { Count = i, Name = $"{i}" });
        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task States_versions_and_events_outlive_a_restart()
    {
        await using var store = await OpenAsync();
        var state = await store.Storage.Write(Kind, "a", new Shelf { Count = 1 }.With(1));
        await store.RestartAsync();
        var read = await store.Storage.Read<Shelf>(Kind, "a");
        Assert.Equal((state.ETag, 1), (read.ETag, read.State!.Count));
        await store.Storage.Write(Kind, "a", read, new Shelf { Count = 2 }.With(2));
        Assert.Equal([1, 2], (await store.EventsAsync(Kind, "a")).Select(one => one.Count));
    }
}
