using Orleans.Storage;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>A store with what the conformance cases need to look behind it.</summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    /// <summary>The store.</summary>
    public abstract IGrainStorage Storage { get; }

    /// <summary>Events stored for one grain, oldest first.</summary>
    public abstract Task<IReadOnlyList<SeenEvent>> EventsAsync(string grainType, string key);

    /// <summary>The same data after the program has stopped and started again.</summary>
    public abstract Task RestartAsync();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
