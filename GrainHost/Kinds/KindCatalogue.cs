using System.Collections.Frozen;
using System.Reflection;
using Orleans;

namespace Siskop2mi.GrainHost.Kinds;

/// <summary>A grain kind at its place in one host.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Index">Its place among the kinds of the host.</param>
/// <param name="Reentrant">Whether its requests interleave in this host.</param>
internal sealed record KindSlot(GrainKind Kind, int Index, bool Reentrant);

/// <summary>The grain kinds of one host. Made at start, so that a wrong grain class stops the program with a clear error.</summary>
internal sealed class KindCatalogue
{
    private readonly FrozenDictionary<Type, KindSlot> byInterface;
    private readonly FrozenDictionary<string, KindSlot> byName;

    public KindCatalogue(IEnumerable<Assembly> assemblies, IEnumerable<Type> classes, bool ignoreReentrancy)
    {
        var found = assemblies.Distinct().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract)
            .Concat(classes).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal);
        Slots = [.. found.Select((type, index) => Slot(GrainKind.Of(type), index))];
        byInterface = Unique(Slots, slot => slot.Kind.Interface, "interface").ToFrozenDictionary();
        byName = Unique(Slots, slot => slot.Kind.Name, "kind").ToFrozenDictionary();

        KindSlot Slot(GrainKind kind, int index) => new(kind, index, kind.Reentrant && !ignoreReentrancy);
    }

    public KindSlot[] Slots { get; }

    public KindSlot ByInterface(Type type) => byInterface.TryGetValue(type, out var slot)
        ? slot
        : throw new ArgumentException($"No grain class of this host implements {type}.");

    public KindSlot? ByName(string name) => byName.GetValueOrDefault(name);

    private static Dictionary<TKey, KindSlot> Unique<TKey>(KindSlot[] slots, Func<KindSlot, TKey> key, string what) where TKey : notnull
    {
        var result = new Dictionary<TKey, KindSlot>();
        foreach (var slot in slots)
        {
            if (!result.TryAdd(key(slot), slot))
            {
                throw new InvalidOperationException(
                    $"Grain classes {result[key(slot)].Kind.Class} and {slot.Kind.Class} share the {what} {key(slot)}.");
            }
        }

        return result;
    }
}
