namespace Siskop2mi.Domain.Tests.Vacancies;

public sealed class PlaceLedgerTests
{
    private const int Seeds = 800;

    [Fact]
    public void Places_in_use_and_free_are_all_there_are_under_800_seeds()
    {
        for (var seed = 1; seed <= Seeds; seed++) PlaceLedger.Walk(seed);
    }

    // Counts, then gives a place without looking at the bound again: what two requests at once would do to a table.
    [Fact]
    public void A_rule_without_the_bound_is_noticed() => Notices(new LedgerRules
    {
        Take = (state, command, now) =>
            state.Holdings.Find(command.ApplicationId) is null && state.Notice!.Intake!.Kind is IntakeKind.FirstCome
            ? Applied(state, new PlaceTaken(command.ApplicationId, state.LastNumber + 1, state.LastAttempt + 1, now))
            : PlaceRule.Take(state, command, now),
    });

    [Fact]
    public void A_settlement_that_ignores_its_attempt_is_noticed() => Notices(new LedgerRules
    {
        Settle = (state, settlements, now) => PlaceRule.Settle(
            state, settlements.Select(one => one with { Attempt = state.Holdings.Find(one.ApplicationId)?.Attempt ?? 0 }).ToList(), now),
    });

    [Fact]
    public void A_place_that_is_given_back_to_nobody_is_noticed() => Notices(new LedgerRules
    {
        Settle = (state, settlements, now) =>
        {
            var gone = settlements.Where(one => !one.IsHeld && state.Holdings.Find(one.ApplicationId)?.Attempt == one.Attempt)
                .Select(one => one.ApplicationId).ToImmutableArray();
            return gone.IsEmpty ? PlaceRule.Settle(state, settlements, now) : Applied(state, new PlacesLetGo(gone));
        },
    });

    [Fact]
    public void A_late_acceptance_is_noticed() => Notices(new LedgerRules
    {
        Accept = (state, command, now) => state.Holdings.Find(command.ApplicationId) is { Status: HoldingStatus.Lost } own
            ? Applied(state, new PlaceTaken(own.Key, own.Number, state.LastAttempt + 1, now))
            : PlaceRule.Accept(state, command, now),
    });

    [Fact]
    public void An_offer_that_passes_the_first_is_noticed() => Notices(new LedgerRules
    {
        Settle = (state, settlements, now) =>
        {
            var decision = PlaceRule.Settle(state, settlements, now);
            var last = decision.State.Holdings.All.Where(one => one.Status is HoldingStatus.Waiting).MaxBy(one => one.Number);
            var offered = decision.Events.OfType<PlaceOffered>().LastOrDefault();
            if (offered is null || last is null) return decision;
            var first = decision.State.Holdings.Find(offered.ApplicationId)!;
            return Applied(
                Applied(decision.State, new PlaceAwaited(first.Key, first.Number, first.Attempt, now)).State,
                new PlaceOffered(last.Key, last.Number, first.Attempt, now, now.AddHours(1)));
        },
    });

    private static void Notices(LedgerRules broken) => Assert.ThrowsAny<InvalidOperationException>(() =>
    {
        for (var seed = 1; seed <= 200; seed++) PlaceLedger.Walk(seed, broken);
    });

    private static Decision<VacancyState> Applied(VacancyState state, DomainEvent happened) =>
        Decision.Accept(PlaceExamples.Applied(state, happened), happened);
}
