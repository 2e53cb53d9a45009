namespace Siskop2mi.Storage.Audit;

/// <summary>One thing that is wrong with the audit trail.</summary>
/// <param name="Kind">What sort of damage.</param>
/// <param name="Where">The row: <c>event 17</c>, <c>link 3/12</c> (chain/number), <c>chain 3</c> or <c>checkpoint line 5</c>.</param>
/// <param name="Words">For a person; never content of an event.</param>
public sealed record AuditFault(AuditFaultKind Kind, string Where, string Words);

/// <summary>What sort of damage was found.</summary>
public enum AuditFaultKind
{
    Unspecified = 0,

    /// <summary>The content of an event is not what was hashed when it was stored.</summary>
    Changed = 1,

    /// <summary>A link names an event that is not there.</summary>
    Deleted = 2,

    /// <summary>An event is there that no link names.</summary>
    Inserted = 3,

    /// <summary>A link does not follow from the one before: it was changed, moved, or one is missing.</summary>
    BrokenLink = 4,

    /// <summary>A chain ends before its recorded head, or does not start where it must.</summary>
    BrokenChain = 5,

    /// <summary>A signed checkpoint names a head that is no longer there: the tail was cut off.</summary>
    Truncated = 6,

    /// <summary>A signed checkpoint names another hash: the chain was computed anew.</summary>
    Restamped = 7,

    /// <summary>The checkpoint file itself was changed, or is signed by another key.</summary>
    BadCheckpoint = 8,
}

/// <summary>What a verification saw.</summary>
public sealed record AuditReport
{
    /// <summary>Events read.</summary>
    public required long Rows { get; init; }

    /// <summary>Links read.</summary>
    public required long Links { get; init; }

    /// <summary>Chains read.</summary>
    public required long Chains { get; init; }

    /// <summary>Signed checkpoints read; 0 when none were given, and then a cut tail or a full re-stamp cannot be seen.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>The faults, in the order found; at most <see cref="MostFaults"/>.</summary>
    public required IReadOnlyList<AuditFault> Faults { get; init; }

    /// <summary>All faults, those beyond the list included.</summary>
    public required long FaultCount { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsClean => FaultCount == 0;

    /// <summary>How many faults a report lists.</summary>
    public const int MostFaults = 1_000;
}
