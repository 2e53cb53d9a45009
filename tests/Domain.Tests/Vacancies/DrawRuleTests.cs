namespace Siskop2mi.Domain.Tests.Vacancies;

public sealed class DrawRuleTests
{
    private static readonly DateTimeOffset Close = Examples.Notice().ClosesAt;

    // Worked out with sha256sum and sort, not with the code under test:
    //   ticket: printf %s applicant-1.ijepa-16 | sha256sum | cut -c1-20
    //   lot:    printf %s benih-2026:55eec80acf65fd0aa7cf | sha256sum
    private static readonly (string Id, string Ticket, string Lot)[] Ranked =
    [
        ("applicant-1.ijepa-16", "55eec80acf65fd0aa7cf", "0c9a40c55ab638a5c763aaff0331173234b0019b8cde6556ac52d5a04161e51d"),
        ("applicant-5.ijepa-16", "550e5929d0182066d1a1", "3276a224f5842d7abeda6c83ccc49ed66a966baecba9c6a616053db22cd7bae4"),
        ("applicant-2.ijepa-16", "32a27240c6a10bdc1b07", "5c788b4796b738a3360451b8f88ae2507d787d444cb4b3903e18aff7b082cad8"),
        ("applicant-4.ijepa-16", "9f3846de8acbdc550f40", "ea8135810a4bbd7b0871a24d00a9de3479ead80b969b2406ea5f71ecbc0d3bd5"),
        ("applicant-3.ijepa-16", "6783a97a57b098ad7120", "ef22b9b02c32d3dd8c5e84685b5776d0c22e024afa38b9dfa9513e05aca54e19"),
    ];

    [Fact]
    public void Tickets_lots_and_the_hash_of_the_seed_are_what_another_tool_says()
    {
        Assert.Equal("55e4b4571ebdec9bff3017dafc010ea2310235c32125533fc33306b7e0f1c2e6", DrawRule.SeedHash("benih-2026"));
        Assert.All(Ranked, one => Assert.Equal((one.Ticket, one.Lot), (DrawRule.Ticket(one.Id), DrawRule.Lot("benih-2026", one.Ticket))));
    }

    [Theory]
    [InlineData(false, HoldingStatus.Lost)]
    [InlineData(true, HoldingStatus.Waiting)]
    public void The_result_is_what_another_tool_says(bool keepsWaitingList, HoldingStatus others)
    {
        var state = Full(PlaceExamples.Drawn with { KeepsWaitingList = keepsWaitingList });
        var decision = Hold(state);
        Assert.Equal(Ranked.Select(one => one.Id), Assert.IsType<DrawHeld>(Assert.Single(decision.Events)).Ranked);
        Assert.Equal(new DrawResult(PlaceExamples.Seed, Close, 2, 5), decision.State.Draw);
        Assert.Equal(
            [HoldingStatus.Taken, HoldingStatus.Taken, others, others, others],
            Ranked.Select(one => PlaceExamples.StatusOf(decision.State, one.Id)));
        Assert.Equal([1L, 2, 3, 4, 5], Ranked.Select(one => decision.State.Holdings.Find(one.Id)!.Number));
        Assert.Equal((2, keepsWaitingList ? 3 : 0), (decision.State.Taken, decision.State.Holdings.Waiting));
        Assert.Equal(keepsWaitingList ? 1 : null, decision.State.Holdings.Ahead(Ranked[3].Id));
        Assert.Equal(5, PlaceRule.Unsettled(decision.State, Close).Length); // everybody hears of it
    }

    // In the order in which the central office hears it.
    [Fact]
    public void What_is_wrong_is_heard_in_this_order()
    {
        var early = Close.AddTicks(-1);
        var firstCome = PlaceExamples.With();
        Decisions.Refuses(firstCome, DrawRule.Hold(firstCome, new HoldDraw("x"), early), "no-draw");
        Decisions.Refuses(new VacancyState(), DrawRule.Hold(new VacancyState(), new HoldDraw("x"), early), "no-draw");

        var held = Hold(Full(PlaceExamples.Drawn)).State;
        Decisions.Repeats(held, DrawRule.Hold(held, new HoldDraw(PlaceExamples.Seed), early));
        Decisions.Refuses(held, DrawRule.Hold(held, new HoldDraw("x"), early), "draw-held");

        var open = PlaceExamples.Draw(PlaceExamples.Held("a", HoldingStatus.Entered));
        Decisions.Refuses(open, DrawRule.Hold(open, new HoldDraw("x"), early), "draw-other-seed");
        Decisions.Refuses(open, DrawRule.Hold(open, new HoldDraw(PlaceExamples.Seed), early), "draw-too-early");
        Decisions.Refuses(open, Hold(open), "draw-entries-open");
        Assert.Null(Hold(PlaceExamples.Settle(open, "a", 1, isHeld: true).State).Refusal);
    }

    [Fact]
    public void A_draw_with_more_places_than_entries_gives_everybody_one()
    {
        var next = Hold(PlaceExamples.Draw(PlaceExamples.Settled("a", HoldingStatus.Entered))).State;
        Assert.Equal((HoldingStatus.Taken, 1, 1), (PlaceExamples.StatusOf(next, "a"), next.Taken, next.Draw!.Entries));
        Assert.Equal(0, Hold(PlaceExamples.Draw()).State.Draw!.Entries);
    }

    [Fact]
    public void Nobody_gets_in_after_it() => Decisions.Refuses(
        Hold(Full(PlaceExamples.Drawn)).State, PlaceExamples.Take(Hold(Full(PlaceExamples.Drawn)).State, "late"), "draw-held");

    // What becomes free goes down the ranks, and every answer to a question from before the draw is void.
    [Fact]
    public void After_it_the_ranks_are_the_line()
    {
        var state = Full(PlaceExamples.Drawn with { KeepsWaitingList = true });
        var next = Hold(state).State;
        Decisions.Repeats(next, PlaceExamples.Settle(next, Ranked[0].Id, state.Holdings.Find(Ranked[0].Id)!.Attempt, isHeld: false));
        var attempt = next.Holdings.Find(Ranked[0].Id)!.Attempt;
        var offered = PlaceExamples.Settle(next, Ranked[0].Id, attempt, isHeld: false).State;
        Assert.Equal(HoldingStatus.Offered, PlaceExamples.StatusOf(offered, Ranked[2].Id));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("55e4b4571ebdec9bff3017dafc010ea2310235c32125533fc33306b7e0f1c2e6", true)]
    [InlineData("55E4B4571EBDEC9BFF3017DAFC010EA2310235C32125533FC33306B7E0F1C2E6", false)]
    [InlineData("55e4b4571ebdec9bff3017dafc010ea2310235c32125533fc33306b7e0f1c2e", false)]
    [InlineData("g5e4b4571ebdec9bff3017dafc010ea2310235c32125533fc33306b7e0f1c2e6", false)]
    public void A_hash_of_a_seed_is_64_hexadecimal_digits_in_lower_case(string? text, bool isOne) =>
        Assert.Equal(isOne, DrawRule.IsSeedHash(text));

    private static Decision<VacancyState> Hold(VacancyState state) => DrawRule.Hold(state, new HoldDraw(PlaceExamples.Seed), Close);

    private static VacancyState Full(Intake intake) => PlaceExamples.Of(
        intake, [.. Enumerable.Range(1, 5).Select(number =>
            PlaceExamples.Settled($"applicant-{number}.ijepa-16", HoldingStatus.Entered, number, number))]);
}
