using Orleans.Concurrency;
using Siskop2mi.Domain.Placements;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Placements;

/// <summary>
/// A recruitment permit (SIP2MI): one writer of its quota. Key: the printed number, normalised. Calls interleave and share
/// their writes. Every command is repeatable, and none is carried out unless it refuses with <c>permit-not-found</c> first.
/// </summary>
public interface IRecruitmentPermitGrain : IGrainWithStringKey
{
    /// <summary>Refuses with <c>permit-already-issued</c>, <c>permit-quota-wrong</c>, <c>permit-dates-wrong</c>.</summary>
    Task<Outcome<Done>> Issue(IssuePermit command);

    /// <summary>Refuses with <c>permit-revoked</c>, <c>permit-quota-in-use</c>, <c>permit-dates-wrong</c>.</summary>
    Task<Outcome<Done>> ChangeQuota(ChangeQuota command);

    /// <summary>Refuses with <c>permit-status-wrong</c>, <c>permit-revoked</c>.</summary>
    Task<Outcome<Done>> ChangeStatus(ChangePermitStatus command);

    /// <summary>
    /// Keeps a unit for 14 days. Refuses with <c>permit-quota-exhausted</c>, <c>permit-suspended</c>, <c>permit-revoked</c>,
    /// <c>permit-not-yet-valid</c>, <c>permit-expired</c>.
    /// </summary>
    Task<Outcome<Done>> Reserve(UseQuota command);

    /// <summary>Uses a unit up, the reserved one if there is one. Refuses as <see cref="Reserve"/> when there is none.</summary>
    Task<Outcome<Done>> Commit(UseQuota command);

    /// <summary>Gives a reserved unit back. Refuses with <c>permit-already-committed</c>.</summary>
    Task<Outcome<Done>> Release(UseQuota command);

    /// <summary>Gives a used unit back, once. Refuses with <c>permit-not-committed</c>, and as <see cref="Reserve"/>.</summary>
    Task<Outcome<Done>> Restore(UseQuota command);

    /// <summary>The quota in figures; null when there is no such permit.</summary>
    [ReadOnly]
    Task<QuotaBalance?> GetBalance();
}
