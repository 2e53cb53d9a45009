using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Host;

public interface IFirstGrain : IGrainWithStringKey;

public interface ISecondGrain : IGrainWithStringKey;

public interface IReturnsValue : IGrainWithStringKey
{
    int Now();
}

public interface ITokenFirst : IGrainWithStringKey
{
    Task Do(CancellationToken token, int value);
}

internal interface IHiddenGrain : IGrainWithStringKey;

[GrainType("none")]
public sealed class NoInterface : Grain;

[GrainType("two")]
public sealed class TwoInterfaces : Grain, IFirstGrain, ISecondGrain;

public sealed class NoName : Grain, IFirstGrain;

[GrainType("same")]
public sealed class SameName1 : Grain, IFirstGrain;

[GrainType("same")]
public sealed class SameName2 : Grain, ISecondGrain;

[GrainType("other")]
public sealed class SameInterface : Grain, IFirstGrain;

[GrainType("value")]
public sealed class ReturnsValue : Grain, IReturnsValue
{
    public int Now() => 0;
}

[GrainType("token")]
public sealed class TokenFirst : Grain, ITokenFirst
{
    public Task Do(CancellationToken token, int value) => Task.CompletedTask;
}

[GrainType("hidden")]
public sealed class Hidden : Grain, IHiddenGrain;

[GrainType("state")]
public sealed class WrongState([PersistentState("s")] string state) : Grain, IFirstGrain
{
    public string State { get; } = state;
}

/// <summary>A wrong grain class stops the program at start, with words that say what to mend.</summary>
public sealed class CatalogueTests
{
    [Theory]
    [InlineData(typeof(NoInterface), "exactly one interface")]
    [InlineData(typeof(TwoInterfaces), "IFirstGrain, ISecondGrain")]
    [InlineData(typeof(NoName), "no [GrainType]")]
    [InlineData(typeof(ReturnsValue), "must return Task or Task<T>")]
    [InlineData(typeof(TokenFirst), "must be the last parameter")]
    [InlineData(typeof(Hidden), "must be public")]
    [InlineData(typeof(WrongState), "has [PersistentState] but is not")]
    public async Task A_wrong_grain_class_is_named(Type grainClass, string message)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Open(grainClass));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(SameName1), typeof(SameName2), "share the kind same")]
    [InlineData(typeof(SameName1), typeof(SameInterface), "share the interface")]
    public async Task Two_classes_for_one_thing_are_named(Type first, Type second, string message)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Open(first, second));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interface_without_a_class_is_named()
    {
        await using var fixture = await Open(typeof(SameName1));
        var failure = Assert.Throws<ArgumentException>(() => fixture.Grains.GetGrain<ISecondGrain>("x"));
        Assert.Contains(nameof(ISecondGrain), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task An_empty_key_is_refused(string key)
    {
        await using var fixture = await Open(typeof(SameName1));
        Assert.Throws<ArgumentException>(() => fixture.Grains.GetGrain<IFirstGrain>(key));
    }

    [Fact]
    public void A_grain_is_not_made_with_new() => Assert.Throws<InvalidOperationException>(() => new SameName1());

    [Fact]
    public async Task A_missing_store_fails_the_activation()
    {
        await using var fixture = await GrainHostFixture.OpenAsync(new GrainHostPlan
        {
            Classes = [typeof(NoteGrain)],
            StorageNames = ["another"],
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.Grains.GetGrain<INoteGrain>("n").View());
    }

    private static Task<GrainHostFixture> Open(params Type[] classes) =>
        GrainHostFixture.OpenAsync(new GrainHostPlan { Classes = classes });
}
