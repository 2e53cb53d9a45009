using Orleans.Storage;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>Conformance of the store that grain tests use: what it promises less, they would not notice.</summary>
public sealed class MemoryGrainStorageTests : GrainStorageConformance
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(new MemoryStore());
}

/// <summary>The store that grain tests use.</summary>
internal sealed class MemoryStore : StoreUnderTest
{
    private readonly MemoryGrainStorage memory = new();

    public override IGrainStorage Storage => memory;

    public override Task<IReadOnlyList<SeenEvent>> EventsAsync(string grainType, string key) =>
        Task.FromResult<IReadOnlyList<SeenEvent>>(
        [.. memory.Events.Where(one => one.Grain == GrainId.Create(grainType, key)).Select(one => one.Envelope).Select(envelope =>
            new SeenEvent(EventTypes.NameOf(envelope.Event.GetType()), ((ShelfCounted)envelope.Event).Count, envelope.Actor))]);

    // Its data is the process; nothing of it is in the objects that a restart would drop.
    public override Task RestartAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
