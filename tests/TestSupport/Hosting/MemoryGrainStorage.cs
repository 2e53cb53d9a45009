using System.Globalization;
using System.Text.Json;
using Orleans.Storage;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>Where a test makes a store slow or faulty.</summary>
public interface IStorageFaults
{
    /// <summary>Before a record is read.</summary>
    Task BeforeRead(GrainId grain);

    /// <summary>After the state was captured and before it is stored; an exception means nothing was stored.</summary>
    Task BeforeCommit(GrainId grain);

    /// <summary>After it was stored; an exception means the writer does not learn of it.</summary>
    Task AfterCommit(GrainId grain);
}

/// <summary>An event as stored, beside the version of the state that carried it.</summary>
public sealed record StoredEvent(GrainId Grain, long Version, EventEnvelope Envelope);

/// <summary>
/// A store in memory with the promises of the real one: versions as etags, one winner among stale writers, text instead of
/// shared instances, events in the commit of their state. What a write stores is the state at the moment of the call.
/// </summary>
public sealed class MemoryGrainStorage(IStorageFaults? faults = null) : IGrainStorage
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Name, GrainId Grain), (string? Json, long Version)> records = [];
    private readonly Dictionary<(string Name, GrainId Grain), HoldingBook> holdings = [];
    private readonly List<StoredEvent> events = [];

    /// <summary>All events, in the order of their commits.</summary>
    public IReadOnlyList<StoredEvent> Events
    {
        get
        {
            lock (gate) return [.. events];
        }
    }

    /// <summary>How many commits succeeded.</summary>
    public int Commits { get; private set; }

    /// <summary>The stored state, or null; what a fresh activation would read.</summary>
    public T? Find<T>(string stateName, GrainId grain) where T : class
    {
        lock (gate)
        {
            return records.TryGetValue((stateName, grain), out var record) && record.Json is { } json
                ? Restored<T>(stateName, grain, json)
                : null;
        }
    }

    /// <inheritdoc />
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (faults is not null) await faults.BeforeRead(grainId);
        (string? Json, long Version) record;
        lock (gate)
        {
            record = records.GetValueOrDefault((stateName, grainId));
            grainState.State = record.Json is { } json ? Restored<T>(stateName, grainId, json) : Activator.CreateInstance<T>();
        }

        grainState.ETag = record.Version == 0 ? null : Etag(record.Version);
        grainState.RecordExists = record.Json is not null;
    }

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var json = JsonSerializer.Serialize(grainState.State, DomainJson.Options);
        var unpublished = (grainState.State as Entity)?.Unpublished ?? [];
        var version = await Commit(stateName, grainId, json, grainState.ETag, [.. unpublished]);
        grainState.ETag = Etag(version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc />
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.State is HoldingEntity { Holdings.Count: > 0 })
            throw new InvalidOperationException($"{stateName} of {grainId} keeps something for somebody and cannot be cleared.");
        var version = await Commit(stateName, grainId, null, grainState.ETag, []);
        grainState.ETag = Etag(version);
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    private T Restored<T>(string name, GrainId grain, string json)
    {
        var state = JsonSerializer.Deserialize<T>(json, DomainJson.Options)!;
        return state is HoldingEntity owner
            ? (T)(object)(owner with { Holdings = holdings.GetValueOrDefault((name, grain)) ?? HoldingBook.Empty })
            : state;
    }

    private static string Etag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private async Task<long> Commit(string name, GrainId grain, string? json, string? etag, EventEnvelope[] envelopes)
    {
        if (faults is not null) await faults.BeforeCommit(grain);
        long version;
        lock (gate)
        {
            var stored = records.GetValueOrDefault((name, grain)).Version;
            if (etag != (stored == 0 ? null : Etag(stored)))
            {
                throw new InconsistentStateException($"{name} of {grain} was written by somebody else.", Etag(stored), etag);
            }

            version = stored + 1;
            records[(name, grain)] = (json, version);
            holdings[(name, grain)] = envelopes.Select(envelope => envelope.Event).OfType<IChangesHoldings>()
                .Aggregate(holdings.GetValueOrDefault((name, grain)) ?? HoldingBook.Empty, (book, happened) => book.With(happened));
            events.AddRange(envelopes.Select(envelope => new StoredEvent(grain, version, envelope)));
            Commits++;
        }

        if (faults is not null) await faults.AfterCommit(grain);
        return version;
    }
}
