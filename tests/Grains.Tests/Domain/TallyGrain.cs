using System.Collections.Immutable;
using Orleans.Concurrency;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>A hot grain: many decide at once, writes are shared.</summary>
public interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>Counts a key once and says how many there are; the answer waits until the key is stored.</summary>
    Task<int> Count(string key);

    /// <summary>Forgets all keys by a state made from nothing, as an abandoned registration is.</summary>
    Task Forget();

    /// <summary>How many there are in memory, stored or not.</summary>
    Task<int> Seen();

    /// <summary>Commits a refusal, which is a mistake.</summary>
    Task CommitRefusal();
}

public sealed record TallyState : Entity
{
    public ImmutableHashSet<string> Keys { get; init; } = [];
}

[Reentrant]
[GrainType("sample-tally")]
public sealed class TallyGrain([PersistentState("tally", StorageNames.Siskop2mi)] IPersistentState<TallyState> tally) : Grain, ITallyGrain
{
    public async Task<int> Count(string key)
    {
        var keys = tally.State.Keys.Add(key);
        await this.CommitAsync(tally, keys == tally.State.Keys
            ? Decision.Repeat(tally.State)
            : Decision.Accept(
                tally.State with { Keys = keys }, new MailSent(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture))));
        return tally.State.Keys.Count;
    }

    public Task Forget() => this.CommitAsync(tally, Decision.Accept(new TallyState(), new MailFailed(0)));

    public Task<int> Seen() => Task.FromResult(tally.State.Keys.Count);

    public Task CommitRefusal() => this.CommitAsync(tally, Decision.Refuse(tally.State, RequestRefusals.VersionConflict));
}
