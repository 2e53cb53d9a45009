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
        var writer = WriterOf(grain, storage);
        return ReferenceEquals(decision.State, storage.State)
            ? writer.AllDurable()
            : writer.Write(decision.State, Envelopes(grain, decision.Events));
    }

    /// <summary>Waits until everything decided so far is durable, so that an answer rests on nothing that may still fail.</summary>
    public static Task AllDurableAsync<TState>(this IGrainBase grain, IPersistentState<TState> storage) where TState : Entity, new() =>
        Writers.TryGetValue(storage, out var writer) ? ((SharedWrites<TState>)writer).AllDurable() : Task.CompletedTask;

    // In two steps: the second makes a closure, and all but the first commit of an activation do without.
    private static SharedWrites<TState> WriterOf<TState>(IGrainBase grain, IPersistentState<TState> storage) where TState : Entity, new() =>
        (SharedWrites<TState>)(Writers.TryGetValue(storage, out var known) ? known : NewWriter(grain, storage));

    private static object NewWriter<TState>(IGrainBase grain, IPersistentState<TState> storage) where TState : Entity, new() =>
        Writers.GetValue(storage, _ => new SharedWrites<TState>(grain, storage));

    private static EventEnvelope[] Envelopes(IGrainBase grain, ImmutableArray<DomainEvent> events)
    {
        var origin = CallOrigin.Current;
        var now = grain.Now();
        var envelopes = new EventEnvelope[events.Length];
        for (var place = 0; place < envelopes.Length; place++)
            envelopes[place] = new EventEnvelope(events[place], now, origin.Actor, origin.Role, origin.Process);
        return envelopes;
    }

    private sealed class SharedWrites<TState>(IGrainBase grain, IPersistentState<TState> storage) where TState : Entity, new()
    {
        // Beside the state, not in it: else every decision would copy the events of all that wait with it.
        private readonly List<EventEnvelope> unpublished = [];
        private TState durable = storage.State;
        private TaskCompletionSource? inFlight;
        private TaskCompletionSource? next;
        private Exception? failure;

        public Task AllDurable() => failure is null ? (next ?? inFlight)?.Task ?? Task.CompletedTask : Task.FromException(failure);

        public Task Write(TState state, EventEnvelope[] events)
        {
            if (failure is not null) return Task.FromException(failure);
            storage.State = state;
            unpublished.AddRange(events);
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
                    await WriteWithEvents(written);
                }
                catch (Exception caught)
                {
                    GiveUp(caught);
                    return;
                }

                durable = written;
                inFlight = null;
                batch.SetResult();
            }
        }

        // A write stores the state of the moment it is called; from then on the events are the store's.
        private Task WriteWithEvents(TState state)
        {
            storage.State = state with { Unpublished = [.. unpublished] };
            unpublished.Clear();
            var write = storage.WriteStateAsync();
            storage.State = state;
            return write;
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
