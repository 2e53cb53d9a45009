using System.Collections.Immutable;
using Orleans.Concurrency;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>Counts, each addition once.</summary>
public interface ICounterGrain : IGrainWithStringKey
{
    /// <summary>Adds unless the key was added before; the total.</summary>
    Task<int> Add(string key, int amount);

    /// <summary>The total.</summary>
    [ReadOnly]
    Task<int> Total();
}

public sealed record CounterState : Entity
{
    public int Total { get; init; }

    public ImmutableSortedSet<string> Keys { get; init; } = [];
}

[GrainType("sample-counter")]
public sealed class CounterGrain(
    [PersistentState("counter", "siskop2mi")] IPersistentState<CounterState> counter, SampleDefectSwitch defect)
    : Grain, ICounterGrain
{
    public async Task<int> Add(string key, int amount)
    {
        var state = counter.State;
        if (defect.Value is not SampleDefect.NoIdempotencyKey && state.Keys.Contains(key)) return state.Total;
        await this.CommitAsync(counter, state with { Total = state.Total + amount, Keys = state.Keys.Add(key) }, defect.Value);
        return counter.State.Total;
    }

    public Task<int> Total() => Task.FromResult(counter.State.Total);
}

/// <summary>Which bug is planted.</summary>
public sealed record SampleDefectSwitch(SampleDefect Value);
