using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>A state to store; <see cref="Label"/> is unique and <see cref="Count"/> never negative where the database says so.</summary>
public sealed record Shelf : Entity
{
    public string Name { get; init; } = "";

    public int Count { get; init; }

    public string? Label { get; init; }

    /// <summary>The state with events about to be stored.</summary>
    public Shelf With(params int[] counted) => this with
    {
        Unpublished = [.. counted.Select(count => new EventEnvelope(
            new ShelfCounted(count), new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero)
                .AddTicks(7), "account-1", "clerk", "request-1"))],
    };
}

public sealed record ShelfCounted(int Count) : DomainEvent;

/// <summary>A state without events, and not immutable.</summary>
public sealed class Notes
{
    public List<string> Lines { get; set; } = [];
}

/// <summary>An event as a test sees it, whatever store it is in.</summary>
public sealed record SeenEvent(string Type, int Count, string Actor);
