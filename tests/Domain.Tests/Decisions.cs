namespace Siskop2mi.Domain.Tests;

/// <summary>The ways a decision can end, asserted whole.</summary>
internal static class Decisions
{
    public static void Repeats<TState>(TState state, Decision<TState> decision) where TState : Entity
    {
        Assert.Null(decision.Refusal);
        Assert.Same(state, decision.State);
        Assert.Empty(decision.Events);
    }

    public static void Repeats<TState>(TState state, Func<TState, Decision<TState>> decide) where TState : Entity =>
        Repeats(state, decide(state));

    public static Refusal Refuses<TState>(TState state, Decision<TState> decision, string code) where TState : Entity
    {
        Assert.NotNull(decision.Refusal);
        Assert.Equal(code, decision.Refusal.Code);
        Assert.True(Primitives.Filled.Same(state, decision.State)); // by content: records compare their collections by reference
        Assert.Empty(decision.Events);
        return decision.Refusal;
    }

    /// <summary>The next state of an accepted decision with exactly one event.</summary>
    public static TState Accepts<TState>(Decision<TState> decision, DomainEvent happened) where TState : Entity
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(happened, Assert.Single(decision.Events));
        return decision.State;
    }
}
