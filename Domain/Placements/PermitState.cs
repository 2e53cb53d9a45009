using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Placements;

/// <summary>
/// A recruitment permit (SIP2MI) and its quota: how many workers one company may place in one country. Not transferable
/// (UU 18/2017 Pasal 52). Its ledger is its events; who uses a unit is a holding, keyed by the application or, for what was
/// used in the system before, by the old record.
/// </summary>
public sealed record PermitState : HoldingEntity
{
    public PermitStatus Status { get; init; }

    public string? CompanyId { get; init; }

    /// <summary>ISO 3166-1 alpha-2; a permit names one destination.</summary>
    public string? Country { get; init; }

    /// <summary>As printed; never worked out, the law names no length.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day, as printed.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Granted, extended and adjusted together.</summary>
    public int Quota { get; init; }

    /// <summary>Reserved or committed and not restored; the database checks it against the quota.</summary>
    public int InUse { get; init; }

    /// <summary>The highest number given to a holding.</summary>
    public long LastNumber { get; init; }

    /// <summary>Keys of changes of the quota that were carried out: a repeat is harmless.</summary>
    public ImmutableArray<string> UsedKeys { get; init; } = [];

    /// <summary>What can still be reserved while the permit is valid.</summary>
    public int Available => Quota - InUse;
}

/// <summary>Where a permit stands. Expired and exhausted follow from date and quota, so they are not stored.</summary>
public enum PermitStatus
{
    NotStarted = 0,
    Active = 1,
    Suspended = 2,
    Revoked = 3,
}

/// <summary>The permit is issued with its quota.</summary>
public sealed record IssuePermit(string CompanyId, string Country, int Quota, DateOnly ValidFrom, DateOnly ValidUntil);

/// <summary>Units are added or taken away, and the last day may move.</summary>
/// <param name="Key">Of the change; the same key changes nothing more.</param>
/// <param name="Quantity">Units; negative to take away.</param>
/// <param name="ValidUntil">The new last day, or null.</param>
/// <param name="Reason">In words, for the ledger.</param>
public sealed record ChangeQuota(string Key, int Quantity, DateOnly? ValidUntil, string Reason);

/// <summary>The permit is suspended, taken up again, or revoked.</summary>
public sealed record ChangePermitStatus(PermitStatus Status, string Reason);

/// <summary>What is done with one unit for one application, or for one record of the old system.</summary>
public sealed record UseQuota(string Reference);

/// <summary>The quota of a permit in figures.</summary>
/// <param name="Quota">Granted, extended and adjusted together.</param>
/// <param name="Reserved">Kept for applications that were accepted.</param>
/// <param name="Committed">Used by verified placement agreements.</param>
/// <param name="Available">Left to reserve; 0 when the permit is not valid.</param>
public sealed record QuotaBalance(int Quota, int Reserved, int Committed, int Available);
