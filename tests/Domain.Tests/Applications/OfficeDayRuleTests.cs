namespace Siskop2mi.Domain.Tests.Applications;

public sealed class OfficeDayRuleTests
{
    private static readonly TimeOnly Eight = new(8, 0);
    private static readonly TimeOnly Nine = new(9, 0);

    // Now is 10:00 in Jakarta on the day before.
    private static readonly OfficeDayFacts Facts = new(
        Examples.Today.AddDays(1),
        [new SlotPlaces(Eight, 2), new SlotPlaces(Nine, 1)],
        Examples.Now);

    [Fact]
    public void A_place_is_kept_and_not_yet_confirmed()
    {
        var next = Decisions.Accepts(Reserve(new OfficeDayState(), "a", Eight), new SlotReserved("a", Eight));
        Assert.Equal(new SlotReservation("a", Eight, 1, Examples.Now, false), Assert.Single(next.Reservations));
        Assert.Equal(1, next.LastAttempt);
    }

    [Theory]
    [InlineData("10:00", "slot-unknown")] // no slot of this office
    [InlineData("09:00", "slot-taken")] // full, others are not
    public void A_place_that_cannot_be_had_is_refused(string time, string code)
    {
        var state = With(("a", Nine));
        Decisions.Refuses(state, Reserve(state, "b", TimeOnly.Parse(time, null)), code);
    }

    [Fact]
    public void When_nothing_is_left_on_the_day_that_is_said()
    {
        var state = With(("a", Eight), ("b", Eight), ("c", Nine));
        Decisions.Refuses(state, Reserve(state, "d", Nine), "office-day-full");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)] // one tick before
    public void A_slot_that_has_begun_is_over(long ticks, bool isOver)
    {
        var facts = Facts with { Now = Facts.StartOf(Eight).AddTicks(ticks) };
        var decision = OfficeDayRule.Reserve(new OfficeDayState(), new ReserveSlot("a", Eight), facts);
        Assert.Equal(isOver ? "slot-unknown" : null, decision.Refusal?.Code);
        Assert.Equal(isOver ? [Nine] : [Eight, Nine], OfficeDayRule.Slots(new OfficeDayState(), facts).Select(slot => slot.Time));
    }

    [Fact]
    public void The_same_place_again_is_the_same_place_under_a_new_attempt()
    {
        var confirmed = Settle(With(("a", Nine)), "a", Nine, 1, isHeld: true);
        var next = Decisions.Accepts(Reserve(confirmed, "a", Nine), new SlotReserved("a", Nine));
        Assert.Equal(new SlotReservation("a", Nine, 2, Examples.Now, false), Assert.Single(next.Reservations));
    }

    [Fact]
    public void Who_moves_within_the_day_has_both_places_until_one_is_settled()
    {
        var state = With(("a", Eight), ("a", Nine));
        Assert.Equal([Eight, Nine], state.Reservations.Select(taken => taken.Time));
        Assert.Equal([new OfficeDaySlot(Eight, 1), new OfficeDaySlot(Nine, 0)], OfficeDayRule.Slots(state, Facts).ToArray());
    }

    [Fact]
    public void A_doubt_opens_the_question_again_and_keeps_the_place()
    {
        var confirmed = Settle(With(("a", Nine)), "a", Nine, 1, isHeld: true);
        var next = Decisions.Accepts(
            OfficeDayRule.Doubt(confirmed, new DoubtSlot("a", Nine), Examples.Now.AddHours(1)), new SlotDoubted("a", Nine));
        Assert.Equal(new SlotReservation("a", Nine, 2, Examples.Now.AddHours(1), false), Assert.Single(next.Reservations));
        Decisions.Repeats(confirmed, OfficeDayRule.Doubt(confirmed, new DoubtSlot("b", Nine), Examples.Now));
    }

    [Fact]
    public void What_is_held_is_confirmed_and_what_is_not_is_free_again()
    {
        var state = With(("a", Eight), ("b", Eight));
        var held = Decisions.Accepts(
            OfficeDayRule.Settle(state, new SettleSlot("a", Eight, 1, true)), new SlotConfirmed("a", Eight));
        Assert.True(held.Find("a", Eight)!.IsConfirmed);
        var left = Decisions.Accepts(
            OfficeDayRule.Settle(held, new SettleSlot("b", Eight, 2, false)), new SlotReleased("b", Eight));
        Assert.Equal(["a"], left.Reservations.Select(taken => taken.ApplicationId));
    }

    [Theory]
    [InlineData("a", 1, true)] // settled by now
    [InlineData("a", 1, false)] // confirmed: a late answer takes nothing back
    [InlineData("b", 1, false)] // an older attempt than the last
    [InlineData("c", 9, false)] // none there
    public void A_settlement_that_comes_too_late_changes_nothing(string application, int attempt, bool isHeld)
    {
        var state = Settle(With(("a", Eight), ("b", Eight)), "a", Eight, 1, isHeld: true);
        state = OfficeDayRule.Doubt(state, new DoubtSlot("b", Eight), Examples.Now).State;
        Decisions.Repeats(state, OfficeDayRule.Settle(state, new SettleSlot(application, Eight, attempt, isHeld)));
    }

    [Fact]
    public void Only_what_has_waited_for_two_minutes_is_asked_about()
    {
        var state = Settle(With(("a", Eight), ("b", Eight)), "a", Eight, 1, isHeld: true);
        Assert.Empty(OfficeDayRule.Unsettled(state, Examples.Now + OfficeDayRule.Patience - TimeSpan.FromTicks(1)));
        Assert.Equal(["b"], OfficeDayRule.Unsettled(state, Examples.Now + OfficeDayRule.Patience).Select(taken => taken.ApplicationId));
    }

    [Fact]
    public void A_key_names_office_and_day() => Assert.Equal(
        ("bp3mi-jawa-barat", Examples.Today), OfficeDayKey.Parse(OfficeDayKey.Of("bp3mi-jawa-barat", Examples.Today)));

    private static Decision<OfficeDayState> Reserve(OfficeDayState state, string application, TimeOnly time) =>
        OfficeDayRule.Reserve(state, new ReserveSlot(application, time), Facts);

    private static OfficeDayState Settle(OfficeDayState state, string application, TimeOnly time, int attempt, bool isHeld) =>
        OfficeDayRule.Settle(state, new SettleSlot(application, time, attempt, isHeld)).State;

    private static OfficeDayState With(params (string Application, TimeOnly Time)[] taken) =>
        taken.Aggregate(new OfficeDayState(), (state, one) => Reserve(state, one.Application, one.Time).State);
}
