using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// A six-digit code that was sent to a phone, and when codes went out. It is kept sealed and not hashed: the message is written
/// from it when it leaves.
/// </summary>
public sealed record OneTimeCode
{
    /// <summary>What the person must type; null when none is out: used, or never sent.</summary>
    public AccountSecret? Value { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public int WrongTries { get; init; }

    /// <summary>When codes were sent in the last day, oldest first; at most <see cref="OneTimeCodeRule.MostPerDay"/>.</summary>
    public ImmutableArray<DateTimeOffset> SentAt { get; init; } = [];
}
