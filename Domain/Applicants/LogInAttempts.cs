using System.Collections.Immutable;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// Wrong passwords lately, by where they came from: what a stranger does must not keep the owner out. Kept with the account, so
/// that a restart forgets nothing; bounded, so that a stranger with a thousand addresses does not fill it.
/// </summary>
public sealed record LogInAttempts
{
    /// <summary>Wrong passwords in a row from anywhere but known devices.</summary>
    public int FromStrangers { get; init; }

    public DateTimeOffset? LastFromStrangers { get; init; }

    /// <summary>Only known devices get in before.</summary>
    public DateTimeOffset? StrangersWaitUntil { get; init; }

    /// <summary>The newest last; at most <see cref="LogInRule.MostOrigins"/>.</summary>
    public ImmutableArray<OriginFailures> Origins { get; init; } = [];
}

/// <summary>Wrong passwords of one origin.</summary>
/// <param name="Origin">A network or a known device, as an opaque word.</param>
/// <param name="Failed">How many since <paramref name="Since"/>.</param>
/// <param name="Since">When the first of them came.</param>
/// <param name="ClosedUntil">Nothing is tried from there before.</param>
public sealed record OriginFailures(string Origin, int Failed, DateTimeOffset Since, DateTimeOffset? ClosedUntil);
