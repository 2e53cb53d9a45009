using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Queries;

/// <summary>An event as it was stored, with its place in the feed.</summary>
public sealed record StoredEvent
{
    /// <summary>Hand it back to go on after this event.</summary>
    public required string Cursor { get; init; }

    /// <summary>Number of the event; unique, with gaps.</summary>
    public required long Id { get; init; }

    /// <summary>Kind of the grain it happened to.</summary>
    public required string GrainType { get; init; }

    /// <summary>Key of the grain it happened to.</summary>
    public required string GrainKey { get; init; }

    /// <summary>Version of the grain's state that it led to.</summary>
    public required long Version { get; init; }

    /// <summary>Place among the events of that version, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Stored name, such as <c>application-submitted</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The JSON, letter by letter as it was stored.</summary>
    public required string Data { get; init; }

    /// <summary>The event itself; null when its type is not known to this version of the program, or it is unreadable.</summary>
    public required DomainEvent? Event { get; init; }

    /// <summary>The type is known, but this event does not fit it or its sensitive values do not open.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Account that acted, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Role it acted in.</summary>
    public required string Role { get; init; }

    /// <summary>Request or job it happened in.</summary>
    public required string Process { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
