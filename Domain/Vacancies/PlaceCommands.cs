using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Vacancies;

/// <summary>An application that is about to be sent asks for a place. Asking again keeps what it has.</summary>
public sealed record TakePlace(string ApplicationId);

/// <summary>An application that holds an offer takes it.</summary>
public sealed record AcceptPlace(string ApplicationId);

/// <summary>
/// An application is about to come to an end: until it is settled, nobody relies on what it holds and nobody else gets it.
/// </summary>
public sealed record DoubtPlace(string ApplicationId);

/// <summary>What an application says of an attempt: it holds what the vacancy keeps for it, or it does not.</summary>
public sealed record PlaceSettlement(string ApplicationId, long Attempt, bool IsHeld);

/// <summary>What the vacancy keeps for an application.</summary>
/// <param name="Status">A place, an offer, a number in the line, or an entry in the draw.</param>
/// <param name="Number">Order of asking, or the rank drawn.</param>
/// <param name="Attempt">To name in the settlement.</param>
/// <param name="Until">When the offer lapses; null for none.</param>
public sealed record PlaceReceipt(HoldingStatus Status, long Number, long Attempt, DateTimeOffset? Until)
{
    public static PlaceReceipt Of(Holding holding) => new(holding.Status, holding.Number, holding.Attempt, holding.Until);
}

/// <summary>How full a vacancy is.</summary>
/// <param name="Places">How many there are.</param>
/// <param name="InUse">Taken or on offer.</param>
/// <param name="Waiting">How many are in the line.</param>
/// <param name="Entered">How many are in the draw.</param>
public sealed record PlaceCount(int Places, int InUse, int Waiting, int Entered);

/// <summary>A place is kept for an application that is being sent.</summary>
public sealed record PlaceTaken(string ApplicationId, long Number, long Attempt, DateTimeOffset At) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() =>
        [new(ApplicationId, new Holding(ApplicationId, HoldingStatus.Taken, Number, Attempt, At, null, IsSettled: false))];
}

/// <summary>No place was free; the application waits in the line.</summary>
public sealed record PlaceAwaited(string ApplicationId, long Number, long Attempt, DateTimeOffset At) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() =>
        [new(ApplicationId, new Holding(ApplicationId, HoldingStatus.Waiting, Number, Attempt, At, null, IsSettled: false))];
}

/// <summary>The application is in the draw.</summary>
public sealed record DrawEntered(string ApplicationId, long Number, long Attempt, DateTimeOffset At) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() =>
        [new(ApplicationId, new Holding(ApplicationId, HoldingStatus.Entered, Number, Attempt, At, null, IsSettled: false))];
}

/// <summary>A freed place is offered to who is first in the line.</summary>
public sealed record PlaceOffered(string ApplicationId, long Number, long Attempt, DateTimeOffset At, DateTimeOffset Until)
    : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() =>
        [new(ApplicationId, new Holding(ApplicationId, HoldingStatus.Offered, Number, Attempt, At, Until, IsSettled: false))];
}

/// <summary>Offers that nobody accepted in time, or entries that were not drawn: their applications have to hear of it.</summary>
public sealed record PlacesLost(ImmutableArray<Holding> Holdings) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() => Holdings.Select(one => new HoldingChange(one.Key, one));
}

/// <summary>What an application holds is in doubt.</summary>
public sealed record PlaceDoubted(Holding Holding) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() => [new(Holding.Key, Holding)];
}

/// <summary>Applications are known to know what is kept for them.</summary>
public sealed record PlacesSettled(ImmutableArray<Holding> Holdings) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() => Holdings.Select(one => new HoldingChange(one.Key, one));
}

/// <summary>Applications hold nothing any more.</summary>
public sealed record PlacesLetGo(ImmutableArray<string> ApplicationIds) : DomainEvent, IChangesHoldings
{
    IEnumerable<HoldingChange> IChangesHoldings.Changes() => ApplicationIds.Select(id => new HoldingChange(id, null));
}

/// <summary>What a vacancy says to somebody who wants to send an application.</summary>
/// <param name="Notice">What is announced.</param>
/// <param name="IsFull">Whether nothing is left for this one: no place, no waiting list, and nothing kept from an earlier try.</param>
public sealed record VacancyStanding(VacancyNotice Notice, bool IsFull);

/// <summary>The vacancy tells an application what it keeps for it, and asks whether that is so.</summary>
public sealed record PlaceNews(string VacancyId, PlaceReceipt Place);
