using System.Collections.Concurrent;
using Siskop2mi.GrainHost.Kinds;

namespace Siskop2mi.GrainHost.Activations;

/// <summary>The activations of one kind.</summary>
internal sealed class KindTable(KindSlot slot)
{
    private int waiting;
    private int alive;

    public KindSlot Slot { get; } = slot;

    public ConcurrentDictionary<string, Activation> ByKey { get; } = new(StringComparer.Ordinal);

    public int Alive => Volatile.Read(ref alive);

    public int Waiting => Volatile.Read(ref waiting);

    public void CountAlive(int change) => Interlocked.Add(ref alive, change);

    public void CountWaiting(int change) => Interlocked.Add(ref waiting, change);
}

/// <summary>
/// All activations from one opening of the host to its end. A host that lost its lease drops the whole generation: its late
/// continuations find <see cref="Dropped"/> set and reach nothing.
/// </summary>
internal sealed class Generation(KindCatalogue kinds)
{
    private int dropped;

    public KindTable[] Tables { get; } = [.. kinds.Slots.Select(slot => new KindTable(slot))];

    public bool Dropped => Volatile.Read(ref dropped) != 0;

    public int Alive => Tables.Sum(table => table.Alive);

    public IEnumerable<Activation> Activations => Tables.SelectMany(table => table.ByKey.Values);

    public void Drop() => Volatile.Write(ref dropped, 1);

    /// <summary>The activation of a grain, or a new one.</summary>
    public Activation Find(Hosting.GrainHostRuntime host, References.GrainAddress address)
    {
        var table = Tables[address.Slot.Index];
        if (table.ByKey.TryGetValue(address.Key, out var known)) return known;
        var made = new Activation(host, this, address);
        var winner = table.ByKey.GetOrAdd(address.Key, made);
        if (winner == made)
        {
            table.CountAlive(1);
            host.ActivationMade(address.Slot.Kind);
        }

        return winner;
    }

    public void Forget(Activation activation)
    {
        var table = Tables[activation.Address.Slot.Index];
        if (table.ByKey.TryRemove(new(activation.Address.Key, activation))) table.CountAlive(-1);
    }

    public void Replace(Activation old, Activation next) =>
        Tables[old.Address.Slot.Index].ByKey.TryUpdate(old.Address.Key, next, old);
}
