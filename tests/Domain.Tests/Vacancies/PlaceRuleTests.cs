namespace Siskop2mi.Domain.Tests.Vacancies;

public sealed class PlaceRuleTests
{
    private static readonly DateTimeOffset Now = Examples.Now;

    // The order is a promise to the applicant; what each row answers, the next row would have asked.
    [Fact]
    public void What_is_wrong_is_heard_in_this_order()
    {
        var everybody = PlaceExamples.Empty(null);
        Decisions.Refuses(everybody, PlaceExamples.Take(everybody, "a"), "no-places-kept");

        var drawn = PlaceExamples.Draw() with { Draw = new DrawResult("x", Now, 2, 0) };
        var entered = PlaceExamples.Draw(PlaceExamples.Held("a", HoldingStatus.Waiting)) with { Draw = drawn.Draw };
        Assert.Null(PlaceExamples.Take(entered, "a").Refusal); // what it has it keeps, before anything is asked of it
        Decisions.Refuses(drawn, PlaceExamples.Take(drawn, "a"), "draw-held");

        var full = PlaceExamples.With(
            PlaceExamples.Held("a", HoldingStatus.Taken), PlaceExamples.Held("b", HoldingStatus.Offered, 2, 2));
        Assert.Null(PlaceExamples.Take(full, "a").Refusal);
        Decisions.Refuses(full, PlaceExamples.Take(full, "c"), "quota-exhausted");
    }

    [Fact]
    public void Nothing_announced_keeps_nothing() =>
        Decisions.Refuses(new VacancyState(), PlaceExamples.Take(new VacancyState(), "a"), "no-places-kept");

    [Fact]
    public void Places_go_in_the_order_of_asking()
    {
        var one = Decisions.Accepts(PlaceExamples.Take(PlaceExamples.Line(), "a"), new PlaceTaken("a", 1, 1, Now));
        var two = Decisions.Accepts(PlaceExamples.Take(one, "b"), new PlaceTaken("b", 2, 2, Now));
        var three = Decisions.Accepts(PlaceExamples.Take(two, "c"), new PlaceAwaited("c", 3, 3, Now));
        Assert.Equal((2, 3L, 3L, 2, 1), (three.Taken, three.LastNumber, three.LastAttempt, three.Holdings.InUse, three.Holdings.Waiting));
    }

    // Asking again is harmless, and the answer to the first asking says nothing any more.
    [Theory]
    [InlineData(HoldingStatus.Taken)]
    [InlineData(HoldingStatus.Waiting)]
    [InlineData(HoldingStatus.Entered)]
    public void Who_asks_again_keeps_its_number_and_has_a_new_attempt(HoldingStatus kept)
    {
        var state = PlaceExamples.Line(PlaceExamples.Settled("a", kept, number: 3, attempt: 4));
        var again = PlaceExamples.Take(state, "a").State;
        Assert.Equal(PlaceExamples.Held("a", kept, number: 3, attempt: 5), again.Holdings.Find("a"));
        Decisions.Repeats(again, PlaceExamples.Settle(again, "a", 4, isHeld: false));
        Assert.Null(PlaceExamples.Settle(again, "a", 5, isHeld: false).State.Holdings.Find("a"));
    }

    [Fact]
    public void Who_lost_an_offer_asks_as_anybody_else()
    {
        var state = PlaceExamples.Line(
            PlaceExamples.Held("a", HoldingStatus.Lost), PlaceExamples.Held("b", HoldingStatus.Taken, 2, 2),
            PlaceExamples.Held("c", HoldingStatus.Taken, 3, 3));
        Decisions.Accepts(PlaceExamples.Take(state, "a"), new PlaceAwaited("a", 4, 4, Now));
    }

    // A place that is free while people wait belongs to the first of them.
    [Fact]
    public void Nobody_jumps_the_line()
    {
        var state = PlaceExamples.Line(PlaceExamples.Held("a", HoldingStatus.Waiting));
        Decisions.Accepts(PlaceExamples.Take(state, "b"), new PlaceAwaited("b", 2, 2, Now));
    }

    [Fact]
    public void An_offer_is_accepted_until_its_last_instant()
    {
        var state = PlaceExamples.Line(PlaceExamples.Held("a", HoldingStatus.Offered));
        var until = Now.AddHours(48);
        var accepted = PlaceRule.Accept(state, new AcceptPlace("a"), until.AddTicks(-1));
        Decisions.Accepts(accepted, new PlaceTaken("a", 1, 2, until.AddTicks(-1)));
        Decisions.Refuses(state, PlaceRule.Accept(state, new AcceptPlace("a"), until), "offer-lapsed");
        Decisions.Repeats(state, PlaceRule.Lapse(state, until.AddTicks(-1)));
        Assert.Equal(HoldingStatus.Lost, PlaceExamples.StatusOf(PlaceRule.Lapse(state, until).State, "a"));
    }

    [Theory]
    [InlineData(HoldingStatus.Waiting)]
    [InlineData(HoldingStatus.Entered)]
    [InlineData(HoldingStatus.Lost)]
    public void Only_an_offer_is_accepted(HoldingStatus kept)
    {
        var state = PlaceExamples.Line(PlaceExamples.Held("a", kept));
        Decisions.Refuses(state, PlaceRule.Accept(state, new AcceptPlace("a"), Now), "offer-lapsed");
        Decisions.Refuses(state, PlaceRule.Accept(state, new AcceptPlace("b"), Now), "offer-lapsed");
    }

    [Fact]
    public void What_is_in_doubt_stays_kept()
    {
        var full = PlaceExamples.With(
            PlaceExamples.Settled("a", HoldingStatus.Taken), PlaceExamples.Settled("b", HoldingStatus.Taken, 2, 2));
        var doubted = PlaceRule.Doubt(full, new DoubtPlace("a"), Now).State;
        Assert.Equal(PlaceExamples.Held("a", HoldingStatus.Taken, 1, 3), doubted.Holdings.Find("a"));
        Decisions.Refuses(doubted, PlaceExamples.Take(doubted, "c"), "quota-exhausted");
        Decisions.Repeats(full, PlaceRule.Doubt(full, new DoubtPlace("c"), Now));
    }

    [Fact]
    public void What_is_given_back_is_offered_to_the_first_in_the_line()
    {
        var state = PlaceExamples.Line(
            PlaceExamples.Held("a", HoldingStatus.Taken), PlaceExamples.Held("b", HoldingStatus.Taken, 2, 2),
            PlaceExamples.Held("c", HoldingStatus.Waiting, 3, 3), PlaceExamples.Held("d", HoldingStatus.Waiting, 4, 4));
        var decision = PlaceExamples.Settle(state, "a", 1, isHeld: false);
        Assert.Collection(
            decision.Events,
            happened => Assert.Equal(["a"], Assert.IsType<PlacesLetGo>(happened).ApplicationIds.AsEnumerable()),
            happened => Assert.Equal(new PlaceOffered("c", 3, 5, Now, Now.AddHours(48)), happened));
        Assert.Equal((2, 1, 5L), (decision.State.Taken, decision.State.Holdings.Waiting, decision.State.LastAttempt));
    }

    [Fact]
    public void Many_settlements_are_one_commit()
    {
        var state = PlaceExamples.Line(
            PlaceExamples.Held("a", HoldingStatus.Taken), PlaceExamples.Held("b", HoldingStatus.Taken, 2, 2),
            PlaceExamples.Held("c", HoldingStatus.Waiting, 3, 3));
        var decision = PlaceRule.Settle(
            state, [new("a", 1, true), new("b", 2, true), new("c", 3, true), new("x", 1, true), new("a", 0, false)], Now);
        var settled = Assert.IsType<PlacesSettled>(Assert.Single(decision.Events));
        Assert.Equal(["a", "b", "c"], settled.Holdings.Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.All(decision.State.Holdings.All, one => Assert.True(one.IsSettled));
        Decisions.Repeats(decision.State, PlaceExamples.Settle(decision.State, "a", 1, isHeld: true));
    }

    // Settled is settled: only a newer attempt opens it again.
    [Fact]
    public void What_is_settled_is_not_let_go_by_a_late_no()
    {
        var state = PlaceExamples.With(PlaceExamples.Settled("a", HoldingStatus.Taken));
        Decisions.Repeats(state, PlaceExamples.Settle(state, "a", 1, isHeld: false));
    }

    [Fact]
    public void A_settlement_that_names_an_attempt_twice_counts_once()
    {
        var state = PlaceExamples.Line(
            PlaceExamples.Held("a", HoldingStatus.Taken), PlaceExamples.Held("b", HoldingStatus.Taken, 2, 2),
            PlaceExamples.Held("c", HoldingStatus.Waiting, 3, 3), PlaceExamples.Held("d", HoldingStatus.Waiting, 4, 4));
        var next = PlaceRule.Settle(state, [new("a", 1, false), new("a", 1, false)], Now).State;
        Assert.Equal((HoldingStatus.Offered, HoldingStatus.Waiting, 2), (
            PlaceExamples.StatusOf(next, "c"), PlaceExamples.StatusOf(next, "d"), next.Taken));
        var both = PlaceRule.Settle(state, [new("a", 1, true), new("a", 1, false)], Now).State;
        Assert.Equal(both.Holdings.InUse, both.Taken);
    }

    [Fact]
    public void A_lapsed_offer_goes_to_the_next_and_its_application_has_to_hear_of_it()
    {
        var state = PlaceExamples.Line(
            PlaceExamples.Settled("a", HoldingStatus.Offered), PlaceExamples.Settled("b", HoldingStatus.Taken, 2, 2),
            PlaceExamples.Settled("c", HoldingStatus.Waiting, 3, 3));
        var later = Now.AddDays(3);
        var next = PlaceRule.Lapse(state, later).State;
        Assert.Equal(
            (HoldingStatus.Lost, HoldingStatus.Offered, 2),
            (PlaceExamples.StatusOf(next, "a"), PlaceExamples.StatusOf(next, "c"), next.Taken));
        Assert.Equal(
            ["a", "c"], PlaceRule.Unsettled(next, later).Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.Null(PlaceExamples.Settle(next, "a", next.Holdings.Find("a")!.Attempt, isHeld: true).State.Holdings.Find("a"));
    }

    [Fact]
    public void Places_added_to_the_notice_are_offered_by_and_by()
    {
        var state = PlaceExamples.Of(
            PlaceExamples.WithLine with { Places = 3 }, PlaceExamples.Settled("a", HoldingStatus.Taken),
            PlaceExamples.Settled("b", HoldingStatus.Waiting, 2, 2), PlaceExamples.Settled("c", HoldingStatus.Waiting, 3, 3),
            PlaceExamples.Settled("d", HoldingStatus.Waiting, 4, 4));
        var next = PlaceRule.Lapse(state, Now).State;
        Assert.Equal(
            [HoldingStatus.Offered, HoldingStatus.Offered, HoldingStatus.Waiting],
            new[] { "b", "c", "d" }.Select(id => PlaceExamples.StatusOf(next, id)));
        Decisions.Repeats(next, PlaceRule.Lapse(next, Now));
    }

    [Fact]
    public void An_application_is_asked_after_two_minutes_and_news_are_told_at_once()
    {
        var state = PlaceExamples.Line(
            PlaceExamples.Held("asked", HoldingStatus.Taken), PlaceExamples.Settled("settled", HoldingStatus.Taken, 2, 2),
            PlaceExamples.Held("offered", HoldingStatus.Offered, 3, 3), PlaceExamples.Held("lost", HoldingStatus.Lost, 4, 4));
        var patient = Now + PlaceRule.Patience;
        Assert.Equal(["lost", "offered"], Asked(state, patient.AddTicks(-1)));
        Assert.Equal(["asked", "lost", "offered"], Asked(state, patient));
    }

    [Fact]
    public void What_was_drawn_is_news_and_what_is_asked_after_it_is_not()
    {
        var later = Now.AddSeconds(1);
        var state = PlaceExamples.Draw(
            PlaceExamples.Held("drawn", HoldingStatus.Taken), PlaceExamples.Held("doubted", HoldingStatus.Taken, 2, 2) with { At = later })
            with
        { Draw = new DrawResult("x", Now, 2, 2) };
        Assert.Equal(["drawn"], Asked(state, later));
    }

    [Fact]
    public void Full_is_full_for_who_has_nothing_there()
    {
        var full = PlaceExamples.With(
            PlaceExamples.Held("a", HoldingStatus.Taken), PlaceExamples.Held("b", HoldingStatus.Offered, 2, 2),
            PlaceExamples.Held("lost", HoldingStatus.Lost, 3, 3));
        Assert.Equal([false, false, true, true], new[] { "a", "b", "lost", "new" }.Select(id => PlaceRule.IsFullFor(full, id)));
        Assert.False(PlaceRule.IsFullFor(PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Taken)), "new"));
        Assert.False(PlaceRule.IsFullFor(full with { Notice = PlaceExamples.Line().Notice }, "new"));
        Assert.False(PlaceRule.IsFullFor(full with { Notice = PlaceExamples.Draw().Notice }, "new"));
        Assert.False(PlaceRule.IsFullFor(PlaceExamples.Empty(null), "new"));
        Assert.False(PlaceRule.IsFullFor(new VacancyState(), "new"));
    }

    private static IEnumerable<string> Asked(VacancyState state, DateTimeOffset now) =>
        PlaceRule.Unsettled(state, now).Select(one => one.Key).Order(StringComparer.Ordinal);
}
