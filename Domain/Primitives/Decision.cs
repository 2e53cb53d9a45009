using System.Collections.Immutable;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// What a rule decided: the next state with its events, a repeat of something already done, or a named refusal.
/// Rules are pure: they take time, ids and facts as arguments and touch nothing.
/// </summary>
/// <param name="State">The next state; the very same instance when nothing changes.</param>
/// <param name="Events">What happened, in order; empty for a repeat or a refusal.</param>
/// <param name="Refusal">Why not; null when the command was accepted or is a repeat.</param>
public sealed record Decision<TState>(TState State, ImmutableArray<DomainEvent> Events, Refusal? Refusal)
    where TState : Entity;

/// <summary>The three ways a rule can end.</summary>
public static class Decision
{
    /// <summary>The command is carried out: <paramref name="next"/> and <paramref name="events"/> are committed together.</summary>
    public static Decision<TState> Accept<TState>(TState next, params ReadOnlySpan<DomainEvent> events) where TState : Entity =>
        new(next, [.. events], null);

    /// <summary>The command was carried out before: nothing is written, the earlier answer is given again.</summary>
    public static Decision<TState> Repeat<TState>(TState state) where TState : Entity => new(state, [], null);

    /// <summary>The command is refused: nothing is written.</summary>
    public static Decision<TState> Refuse<TState>(TState state, Refusal refusal) where TState : Entity => new(state, [], refusal);
}
