namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>A list of things.</summary>
public interface IBasketGrain : IGrainWithStringKey
{
    /// <summary>Puts a thing in, once.</summary>
    Task Put(string thing);

    /// <summary>All things.</summary>
    Task<List<string>> Things();

    /// <summary>Stores the basket as it is.</summary>
    Task Save();
}

// Mutable on purpose: what shares it by mistake is to be found.
public sealed class BasketState
{
    public List<string> Things { get; set; } = [];
}

[GrainType("sample-basket")]
public sealed class BasketGrain([PersistentState("basket", "siskop2mi")] IPersistentState<BasketState> basket, SampleDefectSwitch defect)
    : Grain, IBasketGrain
{
    public Task Put(string thing) => basket.State.Things.Contains(thing)
        ? Task.CompletedTask
        : this.CommitAsync(basket, new BasketState { Things = [.. basket.State.Things, thing] }, defect.Value);

    public Task<List<string>> Things() => Task.FromResult(basket.State.Things);

    public Task Save() => this.CommitAsync(basket, basket.State, defect.Value);
}
