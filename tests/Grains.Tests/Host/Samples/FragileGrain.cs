namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>A grain that fails to begin.</summary>
public interface IFragileGrain : IGrainWithStringKey
{
    Task<string> Work();
}

public static class Fragile
{
    /// <summary>Whether activation fails; one test uses it.</summary>
    public static volatile bool Fails;
}

[GrainType("fragile")]
public sealed class FragileGrain : Grain, IFragileGrain
{
    private readonly ProbeBoard board;

    public FragileGrain(ProbeBoard board)
    {
        this.board = board;
        if (this.GetPrimaryKeyString() == "unborn") throw new ProbeFailure("as planned");
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await board.Gate("activation");
        if (this.GetPrimaryKeyString() == "restless") DeactivateOnIdle();
        else if (Fragile.Fails) throw new ProbeFailure("as planned");
    }

    public Task<string> Work() => Task.FromResult("works");
}
