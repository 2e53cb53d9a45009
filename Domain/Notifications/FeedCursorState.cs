using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Notifications;

/// <summary>
/// How far a consumer has read the event feed. What it does with an event is keyed by the event, so reading twice is harmless.
/// </summary>
public sealed record FeedCursorState : Entity
{
    /// <summary>Opaque position of the feed; null before the first event.</summary>
    public string? Position { get; init; }
}
