using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Placements;

public sealed record PermitIssued(string CompanyId, string Country, int Quota, DateOnly ValidFrom, DateOnly ValidUntil) : DomainEvent;

public sealed record QuotaChanged(string Key, int Quantity, DateOnly? ValidUntil, string Reason) : DomainEvent;

public sealed record PermitStatusChanged(PermitStatus Status, string Reason) : DomainEvent;

/// <summary>A unit is kept for an accepted application; it comes back at a deadline if no agreement is verified.</summary>
public sealed record QuotaReserved(string Reference, long Number, DateTimeOffset At, DateTimeOffset Until) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() =>
        [new(Reference, new Holding(Reference, HoldingStatus.Taken, Number, Number, At, Until, IsSettled: true))];
}

/// <summary>The placement agreement is verified, or the unit was used in the system before: it is used up.</summary>
public sealed record QuotaCommitted(string Reference, long Number, DateTimeOffset At) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() =>
        [new(Reference, new Holding(Reference, HoldingStatus.Committed, Number, Number, At, null, IsSettled: true))];
}

/// <summary>Reservations came to nothing.</summary>
public sealed record QuotaReleased(ImmutableArray<string> References) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() => References.Select(reference => new HoldingChange(reference, null));
}

/// <summary>A used unit is given back ("pemulihan kuota").</summary>
public sealed record QuotaRestored(string Reference, long Number, DateTimeOffset At) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() =>
        [new(Reference, new Holding(Reference, HoldingStatus.Restored, Number, Number, At, null, IsSettled: true))];
}
