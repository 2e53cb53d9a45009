using System.Text.Json;
using Orleans.Storage;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>What may be wrong with a store.</summary>
public enum Sabotage
{
    None = 0,
    BothFirstWritesWin = 1,
    StaleWritesWin = 2,
    UnknownVersionsInsert = 3,
    ClearForgetsTheVersion = 4,
    ClearDoesNothing = 5,
    KindsShareKeys = 6,
    KeysIgnoreCase = 7,
    KeysAreCut = 8,
    StatesAreCut = 9,
    EventsOfConflictsAreKept = 10,
    EventsAreForgotten = 11,
    EventsAreTurnedRound = 12,
    InstancesAreShared = 13,
    StateIsTakenLate = 14,
    RestartForgets = 15,
    VersionsRepeat = 16,
}

/// <summary>A small store that keeps every promise but one.</summary>
internal sealed class SabotagedStore(Sabotage sabotage) : StoreUnderTest, IGrainStorage
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (object? Content, long Version)> records = [];
    private readonly List<(string Place, SeenEvent Event)> events = [];

    public override IGrainStorage Storage => this;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (gate)
        {
            var (content, version) = records.GetValueOrDefault(Place(stateName, grainId.Key.ToString()!));
            grainState.State =
                content switch
                {
                    null => Activator.CreateInstance<T>(),
                    string json => JsonSerializer.Deserialize<T>(json),
                    _ =>
                    (T)content
                };
            grainState.ETag = version == 0 ? null : $"{version}";
            grainState.RecordExists = content is not null;
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (sabotage == Sabotage.StateIsTakenLate) await Task.Yield();
        var content = sabotage == Sabotage.InstancesAreShared ? (object)grainState.State! : Json(grainState.State);
        var stored = (grainState.State as Entity)?.Unpublished.Select(one => new SeenEvent(
            EventTypes.NameOf(one.Event.GetType()), ((ShelfCounted)one.Event).Count, one.Actor)) ?? [];
        grainState.ETag = $"{Commit(stateName, grainId, grainState.ETag, content, [.. stored])}";
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var content = sabotage == Sabotage.ClearDoesNothing ? records[Place(stateName, grainId.Key.ToString()!)].Content : null;
        grainState.ETag = $"{Commit(stateName, grainId, grainState.ETag, content, [])}";
        if (sabotage == Sabotage.ClearForgetsTheVersion) records.Remove(Place(stateName, grainId.Key.ToString()!));
        if (sabotage == Sabotage.ClearForgetsTheVersion) grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<SeenEvent>> EventsAsync(string grainType, string key)
    {
        lock (gate)
        {
            var found = events.Where(one => one.Place == Place(grainType, key)).Select(one => one.Event);
            return Task.FromResult<IReadOnlyList<SeenEvent>>([.. sabotage == Sabotage.EventsAreTurnedRound ? found.Reverse() : found]);
        }
    }

    public override Task RestartAsync()
    {
        if (sabotage == Sabotage.RestartForgets) records.Clear();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private long Commit(string stateName, GrainId grainId, string? etag, object? content, SeenEvent[] happened)
    {
        lock (gate)
        {
            var place = Place(stateName, grainId.Key.ToString()!);
            var version = records.GetValueOrDefault(place).Version;
            var expected = etag is null ? 0 : long.Parse(etag, System.Globalization.CultureInfo.InvariantCulture);
            var forgiven = sabotage == Sabotage.StaleWritesWin || (sabotage == Sabotage.BothFirstWritesWin && etag is null)
                || (sabotage == Sabotage.UnknownVersionsInsert && version == 0);
            if (sabotage == Sabotage.EventsOfConflictsAreKept || expected == version || forgiven)
            {
                if (sabotage != Sabotage.EventsAreForgotten) events.AddRange(happened.Select(one => (place, one)));
            }

            if (expected != version && !forgiven) throw new InconsistentStateException("stale");
            var next = sabotage == Sabotage.VersionsRepeat ? 1 : version + 1;
            records[place] = (content, next);
            return next;
        }
    }

    private string Json<T>(T state)
    {
        var json = JsonSerializer.Serialize(state);
        return sabotage == Sabotage.StatesAreCut && json.Length > 100_000 ? "{}" : json;
    }

    private string Place(string kind, string key)
    {
        if (sabotage == Sabotage.KeysAreCut && key.Length > 255) key = key[..255];
        if (sabotage == Sabotage.KeysIgnoreCase) key = key.ToUpperInvariant();
        return sabotage == Sabotage.KindsShareKeys ? key : $"{kind}\0{key}";
    }
}
