using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Vacancies;

/// <summary>
/// Places of a vacancy. The vacancy owns them and commits first; the application decides whether it holds one. A place is free
/// again only when it is settled that the application does not hold it, so none is ever given twice. The database holds the
/// same invariant (taken at most places) once more.
/// </summary>
public static class PlaceRule
{
    /// <summary>How long a sending may take before the vacancy asks the application what became of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The order is the order in which an applicant hears what is wrong; PlaceRuleTests pins it.
    public static Decision<VacancyState> Take(VacancyState state, TakePlace command, DateTimeOffset now)
    {
        if (state.Notice?.Intake is not { } intake) return Decision.Refuse(state, VacancyRefusals.NoPlacesKept);
        var (number, attempt) = (state.LastNumber + 1, state.LastAttempt + 1);
        // Also what is settled is asked for anew: who asks may be about to change what it was settled by.
        if (state.Holdings.Find(command.ApplicationId) is { Status: not HoldingStatus.Lost } own) return Renewed(state, own, now);
        if (intake.Kind is IntakeKind.Draw)
            return state.Draw is null
                ? Decided(state, new DrawEntered(command.ApplicationId, number, attempt, now))
                : Decision.Refuse(state, VacancyRefusals.DrawHeld);
        if (state.Holdings.InUse < intake.Places && state.Holdings.Waiting == 0)
            return Decided(state, new PlaceTaken(command.ApplicationId, number, attempt, now));
        return intake.KeepsWaitingList
            ? Decided(state, new PlaceAwaited(command.ApplicationId, number, attempt, now))
            : Decision.Refuse(state, VacancyRefusals.QuotaExhausted);
    }

    public static Decision<VacancyState> Accept(VacancyState state, AcceptPlace command, DateTimeOffset now) =>
        state.Holdings.Find(command.ApplicationId) switch
        {
            { Status: HoldingStatus.Taken } own => Renewed(state, own, now),
            { Status: HoldingStatus.Offered } own when now < own.Until =>
                Decided(state, new PlaceTaken(own.Key, own.Number, state.LastAttempt + 1, now)),
            _ => Decision.Refuse(state, VacancyRefusals.OfferLapsed),
        };

    public static Decision<VacancyState> Doubt(VacancyState state, DoubtPlace command, DateTimeOffset now) =>
        state.Holdings.Find(command.ApplicationId) is { } own
            ? Decided(state, new PlaceDoubted(own with { Attempt = state.LastAttempt + 1, At = now, IsSettled = false }))
            : Decision.Repeat(state);

    /// <summary>Whether an application that asks now would be turned away.</summary>
    public static bool IsFullFor(VacancyState state, string applicationId) =>
        state.Notice?.Intake is { Kind: IntakeKind.FirstCome, KeepsWaitingList: false } intake
        && state.Holdings.InUse >= intake.Places
        && state.Holdings.Find(applicationId) is null or { Status: HoldingStatus.Lost };

    /// <summary>
    /// A settlement of an older attempt than the last is void: who made the newer one settles it, or the reminder does.
    /// </summary>
    public static Decision<VacancyState> Settle(VacancyState state, IEnumerable<PlaceSettlement> settlements, DateTimeOffset now)
    {
        var open = settlements
            .Select(settlement => (settlement.IsHeld, Own: state.Holdings.Find(settlement.ApplicationId), settlement.Attempt))
            .Where(one => one.Own is { IsSettled: false } own && own.Attempt == one.Attempt)
            .ToLookup(one => one.IsHeld && one.Own!.Status is not HoldingStatus.Lost, one => one.Own!);
        var settled = open[true].Select(one => one with { IsSettled = true }).ToImmutableArray();
        var gone = open[false].Select(one => one.Key).ToImmutableArray();
        if (settled.IsEmpty && gone.IsEmpty) return Decision.Repeat(state);
        var happened = ImmutableArray.CreateBuilder<DomainEvent>();
        if (!settled.IsEmpty) happened.Add(new PlacesSettled(settled));
        if (!gone.IsEmpty) happened.Add(new PlacesLetGo(gone));
        return WithOffers(state, happened.ToImmutable(), now);
    }

    /// <summary>Takes back the offers nobody accepted in time, and offers whatever is free to the next.</summary>
    public static Decision<VacancyState> Lapse(VacancyState state, DateTimeOffset now)
    {
        var lapsed = state.Holdings.All
            .Where(one => one.Status is HoldingStatus.Offered && one.Until <= now)
            .Select(one => one with
            {
                Status = HoldingStatus.Lost,
                Attempt = state.LastAttempt + 1,
                At = now,
                Until = null,
                IsSettled = false,
            })
            .ToImmutableArray();
        return WithOffers(state, lapsed.IsEmpty ? [] : [new PlacesLost(lapsed)], now);
    }

    /// <summary>
    /// What applications are to be asked or told: news at once, and attempts whose sending has taken too long.
    /// </summary>
    public static ImmutableArray<Holding> Unsettled(VacancyState state, DateTimeOffset now) =>
        [.. state.Holdings.All.Where(one => !one.IsSettled && (IsNews(state, one) || one.At + Patience <= now))];

    // An offer or a loss was not asked for, and what was drawn is not what was asked for.
    private static bool IsNews(VacancyState state, Holding one) =>
        one.Status is HoldingStatus.Offered or HoldingStatus.Lost || one.At <= state.Draw?.At;

    private static Decision<VacancyState> Renewed(VacancyState state, Holding own, DateTimeOffset now)
    {
        var attempt = state.LastAttempt + 1;
        return Decided(state, own.Status switch
        {
            HoldingStatus.Waiting => new PlaceAwaited(own.Key, own.Number, attempt, now),
            HoldingStatus.Entered => new DrawEntered(own.Key, own.Number, attempt, now),
            // Who sends what was begun anew accepts what is on offer for it.
            HoldingStatus.Taken or HoldingStatus.Offered => new PlaceTaken(own.Key, own.Number, attempt, now),
            _ => throw new InvalidOperationException($"A vacancy never holds {own.Status} for {own.Key}."),
        });
    }

    private static Decision<VacancyState> WithOffers(VacancyState state, ImmutableArray<DomainEvent> happened, DateTimeOffset now)
    {
        var next = happened.Aggregate(state, Apply);
        var all = happened.ToBuilder();
        while (next.Notice?.Intake is { } intake && next.Holdings.InUse < intake.Places && next.Holdings.FirstWaiting is { } first)
        {
            var offer = new PlaceOffered(first.Key, first.Number, next.LastAttempt + 1, now, now.AddHours(intake.OfferHours));
            all.Add(offer);
            next = Apply(next, offer);
        }

        return all.Count == 0 ? Decision.Repeat(state) : Decision.Accept(next, all.ToArray());
    }

    private static Decision<VacancyState> Decided(VacancyState state, DomainEvent happened) =>
        Decision.Accept(Apply(state, happened), happened);

    /// <summary>The state after an event that changes holdings: book, counters and what the database checks move together.</summary>
    internal static VacancyState Apply(VacancyState state, DomainEvent happened)
    {
        var (book, number, attempt) = (state.Holdings, state.LastNumber, state.LastAttempt);
        foreach (var change in ((IChangesHoldings)happened).Changes())
        {
            book = book.With(change);
            (number, attempt) = (Math.Max(number, change.After?.Number ?? 0), Math.Max(attempt, change.After?.Attempt ?? 0));
        }

        return state with { Holdings = book, Taken = book.InUse, LastNumber = number, LastAttempt = attempt };
    }
}
