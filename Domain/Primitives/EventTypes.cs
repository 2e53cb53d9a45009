using System.Collections.Frozen;

namespace Siskop2mi.Domain.Primitives;

/// <summary>Names of event types as stored, both ways.</summary>
public static class EventTypes
{
    private static readonly FrozenDictionary<string, Type> ByName = typeof(DomainEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(DomainEvent)) && !type.IsAbstract)
        .ToFrozenDictionary(NameOf);

    /// <summary>All event types by stored name.</summary>
    public static IReadOnlyDictionary<string, Type> All => ByName;

    /// <summary>The stored name: <c>ApplicationSubmitted</c> is <c>application-submitted</c>.</summary>
    public static string NameOf(Type type) => KebabCase.From(type.Name);

    /// <summary>The type of a stored name, or null for an event of a newer version.</summary>
    public static Type? Find(string name) => ByName.GetValueOrDefault(name);
}
