namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// Something that happened to one grain, in the past tense. Stored for ever under a name made of the type's
/// (<c>ApplicationSubmitted</c> is <c>application-submitted</c>), so a type is never renamed, and properties are only added.
/// Holds no sensitive value: an event outlives the person's wish to be forgotten (held by a test).
/// </summary>
public abstract record DomainEvent;

/// <summary>An event with who, when and why.</summary>
/// <param name="Event">What happened.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Id of the account that acted, or <c>system</c>.</param>
/// <param name="Role">The role it acted in.</param>
/// <param name="Process">The request or job it happened in.</param>
public sealed record EventEnvelope(DomainEvent Event, DateTimeOffset At, string Actor, string Role, string Process);
