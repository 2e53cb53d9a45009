using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Primitives;

namespace Siskop2mi.Grains;

/// <summary>
/// The only place that writes state. The decided state is in memory at once; the answer waits until it is durable together
/// with its events. In a reentrant grain at most one write is in flight, and the next one carries everything decided
/// meanwhile. When a write fails, memory goes back to what is known to be stored, everybody who waited hears the failure,
/// and the activation ends, so that the next call starts from the store.
/// </summary>
internal static class Commits
{
    private static readonly ConditionalWeakTable<object, object> Writers = [];

    /// <summary>Makes a decision durable. A repeat waits for the write that holds what it repeats.</summary>
    public static Task CommitAsync<TState>(this IGrainBase grain, IPersistentState<TState> storage, Decision<TState> decision)
        where TState : Entity, new()
    {
        if (decision.Refusal is { } refusal)
            throw new InvalidOperationException($"A refusal ({refusal.Code}) is answered, never committed.");
        var writer = (SharedWrites<TState>)Writers.GetValue(storage, _ => new SharedWrites<TState>(grain, storage));
        return ReferenceEquals(decision.State, storage.State)
            ? writer.AllDurable()
            : writer.Write(decision.State, Envelopes(grain, decision.Events));
    }

    /// <summary>Waits until everything decided so far is durable, so that an answer rests on nothing that may still fail.</summary>
    public static Task AllDurableAsync<TState>(this IGrainBase grain, IPersistentState<TState> storage) where TState : Entity, new() =>
        Writers.TryGetValue(storage, out var writer) ? ((SharedWrites<TState>)writer).AllDurable() : Task.CompletedTask;

    private static ImmutableArray<EventEnvelope> Envelopes(IGrainBase grain, ImmutableArray<DomainEvent> events)
    {
        var origin = CallOrigin.Current;
        var now = grain.Now();
        return [.. events.Select(happened => new EventEnvelope(happened, now, origin.Actor, origin.Role, origin.Process))];
    }

    private sealed class SharedWrites<TState>(IGrainBase grain, IPersistentState<TState> storage) where TState : Entity, new()
    {
        private TState durable = storage.State;
        private TaskCompletionSource? inFlight;
        private TaskCompletionSource? next;
        private Exception? failure;

        public Task AllDurable() => failure is null ? (next ?? inFlight)?.Task ?? Task.CompletedTask : Task.FromException(failure);

        public Task Write(TState state, ImmutableArray<EventEnvelope> events)
        {
            if (failure is not null) return Task.FromException(failure);
            // What waits to be stored belongs to the grain: a rule may make its next state from nothing.
            storage.State = state with { Unpublished = storage.State.Unpublished.AddRange(events) };
            next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var mine = next.Task;
            if (inFlight is null) _ = WriteWhatWaits();
            return mine;
        }

        private async Task WriteWhatWaits()
        {
            while (next is { } batch)
            {
                (inFlight, next) = (batch, null);
                var written = storage.State;
                try
                {
                    await storage.WriteStateAsync();
                }
                catch (Exception caught)
                {
                    GiveUp(caught);
                    return;
                }

                durable = written with { Unpublished = [] };
                storage.State = storage.State with { Unpublished = storage.State.Unpublished.RemoveRange(0, written.Unpublished.Length) };
                inFlight = null;
                batch.SetResult();
            }
        }

        // What was decided while the failed write was under way rests on a state that never was: it fails too.
        private void GiveUp(Exception caught)
        {
            failure = caught;
            storage.State = durable;
            grain.DeactivateOnIdle();
            inFlight?.SetException(caught);
            next?.SetException(caught);
        }
    }
}
