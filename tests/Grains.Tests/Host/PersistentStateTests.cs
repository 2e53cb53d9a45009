using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Grains.Tests.Host;

public sealed record NoteWritten(string Text) : DomainEvent;

public sealed record NoteState : Entity
{
    public string Text { get; init; } = "nothing yet";

    public ImmutableArray<int> Numbers { get; init; } = [];
}

/// <summary>What a grain sees of its stored state.</summary>
/// <param name="Text">The text in memory.</param>
/// <param name="Exists">RecordExists.</param>
/// <param name="Etag">Etag.</param>
public sealed record NoteView(string Text, bool Exists, string? Etag);

/// <summary>Does with its stored state what it is told.</summary>
public interface INoteGrain : IGrainWithStringKey
{
    Task<NoteView> View();

    Task<NoteView> Write(string text, bool withEvent);

    Task<NoteView> Keep(string text);

    Task<NoteView> Read();

    Task<NoteView> Clear();

    Task<string> WriteAndChangeAtOnce(string written, string kept);

    Task<string> SecondState(string? write);
}

[GrainType("note")]
public sealed class NoteGrain(
    [PersistentState("note", "siskop2mi")] IPersistentState<NoteState> note,
    [PersistentState("second", "siskop2mi")] IPersistentState<NoteState> second,
    TimeProvider time) : Grain, INoteGrain
{
    public Task<NoteView> View() => Task.FromResult(new NoteView(note.State.Text, note.RecordExists, note.Etag));

    public async Task<NoteView> Write(string text, bool withEvent)
    {
        ImmutableArray<EventEnvelope> events = withEvent ? [new(new NoteWritten(text), time.GetUtcNow(), "a", "tester", "test")] : [];
        note.State = note.State with { Text = text, Unpublished = events };
        await note.WriteStateAsync();
        note.State = note.State with { Unpublished = [] };
        return await View();
    }

    public Task<NoteView> Keep(string text)
    {
        note.State = note.State with { Text = text };
        return View();
    }

    public async Task<NoteView> Read()
    {
        await note.ReadStateAsync();
        return await View();
    }

    public async Task<NoteView> Clear()
    {
        await note.ClearStateAsync();
        return await View();
    }

    public async Task<string> WriteAndChangeAtOnce(string written, string kept)
    {
        note.State = note.State with { Text = written };
        var write = note.WriteStateAsync();
        note.State = note.State with { Text = kept };
        await write;
        return note.State.Text;
    }

    public async Task<string> SecondState(string? write)
    {
        if (write is null) return second.State.Text;
        second.State = second.State with { Text = write };
        await second.WriteStateAsync();
        return write;
    }
}

/// <summary>
/// What <c>IPersistentState</c> promises a grain, on the memory store; the real store has the same promises in Storage.Tests.
/// </summary>
public sealed class PersistentStateTests : ProbeHost
{
    private static readonly (string Name, Func<PersistentStateTests, Task> Run)[] Cases =
    [
        ("no record is a new state without etag", async test =>
            Assert.Equal(new NoteView("nothing yet", false, null), await test.Note().View())),
        ("a write gives the record and its version", async test =>
            Assert.Equal(new NoteView("one", true, "1"), await test.Note().Write("one", false))),
        ("each write is a version", async test =>
        {
            await test.Note().Write("one", false);
            Assert.Equal("2", (await test.Note().Write("two", false)).Etag);
        }),
        ("another activation reads what was written", async test =>
        {
            await test.Note().Write("one", false);
            test.Reopen();
            Assert.Equal(new NoteView("one", true, "1"), await test.Note().View());
        }),
        ("what was not written is gone with the activation", async test =>
        {
            await test.Note().Write("one", false);
            await test.Note().Keep("in memory");
            test.Reopen();
            Assert.Equal("one", (await test.Note().View()).Text);
        }),
        ("a read drops what is in memory", async test =>
        {
            await test.Note().Write("one", false);
            await test.Note().Keep("in memory");
            Assert.Equal(new NoteView("one", true, "1"), await test.Note().Read());
        }),
        ("a read without a record is a new state", async test =>
        {
            await test.Note().Keep("in memory");
            Assert.Equal(new NoteView("nothing yet", false, null), await test.Note().Read());
        }),
        ("a clear leaves a new state and a version", async test =>
        {
            await test.Note().Write("one", false);
            Assert.Equal(new NoteView("nothing yet", false, "2"), await test.Note().Clear());
            test.Reopen();
            Assert.Equal(new NoteView("nothing yet", false, "2"), await test.Note().View());
        }),
        ("a write after a clear goes on counting", async test =>
        {
            await test.Note().Write("one", false);
            await test.Note().Clear();
            Assert.Equal(new NoteView("again", true, "3"), await test.Note().Write("again", false));
        }),
        ("a stale write fails and stores nothing", async test =>
        {
            var (mine, theirs) = await test.TwoOwners();
            await mine.Write("mine", true);
            var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => theirs.Write("theirs", true));
            Assert.Equal(("1", (string?)null), (failure.StoredEtag, failure.CurrentEtag));
            Assert.Equal("mine", test.Stored()?.Text);
            Assert.Single(test.Storage.Events);
        }),
        ("a stale clear fails", async test =>
        {
            var (mine, theirs) = await test.TwoOwners();
            await mine.Write("mine", false);
            await Assert.ThrowsAsync<InconsistentStateException>(() => theirs.Clear());
            Assert.Equal("mine", test.Stored()?.Text);
        }),
        ("a write on a cleared record held as new fails", async test =>
        {
            var (mine, theirs) = await test.TwoOwners();
            await mine.Write("mine", false);
            await mine.Clear();
            await Assert.ThrowsAsync<InconsistentStateException>(() => theirs.Write("theirs", false));
        }),
        ("events are stored with their state, once", async test =>
        {
            await test.Note().Write("one", true);
            await test.Note().Write("two", false);
            await test.Note().Write("three", true);
            Assert.Equal(
                [("one", 1L), ("three", 3L)],
                test.Storage.Events.Select(item => (((NoteWritten)item.Envelope.Event).Text, item.Version)));
        }),
        ("what is stored is the state at the moment of the write", async test =>
        {
            Assert.Equal("kept", await test.Note().WriteAndChangeAtOnce("written", "kept"));
            Assert.Equal("written", test.Stored()?.Text);
        }),
        ("two states of a grain are two records", async test =>
        {
            await test.Note().Write("one", false);
            await test.Note().SecondState("two");
            test.Reopen();
            Assert.Equal("one", (await test.Note().View()).Text);
            Assert.Equal("two", await test.Note().SecondState(null));
        }),
        ("keys are compared by letter", async test =>
        {
            await test.Note("é 日本/ю").Write("one", false);
            Assert.False((await test.Note("É 日本/ю").View()).Exists);
            Assert.True((await test.Note("é 日本/ю").View()).Exists);
        }),
    ];

    public static TheoryData<string> Names => new(Cases.Select(item => item.Name));

    protected override IReadOnlyList<Type> Classes => [typeof(NoteGrain)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Case(string name) => Cases.Single(item => item.Name == name).Run(this);

    private INoteGrain Note(string key = "n") => Host.GetGrain<INoteGrain>(key);

    private NoteState? Stored() => Storage.Find<NoteState>("note", GrainId.Create("note", "n"));

    private void Reopen()
    {
        Host.DropAll();
        Assert.True(Host.OpenAsync().IsCompletedSuccessfully);
    }

    private async Task<(INoteGrain Mine, INoteGrain Theirs)> TwoOwners()
    {
        var other = await OpenAnother();
        var theirs = other.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>("n");
        await theirs.View();
        await Note().View();
        return (Note(), theirs);
    }
}
