using System.Text.Json;

namespace Siskop2mi.Domain.Tests.Vacancies;

public sealed class AnnounceVacancyRuleTests
{
    [Fact]
    public void A_notice_goes_up()
    {
        var notice = Examples.Notice();
        var next = Decisions.Accepts(
            AnnounceVacancyRule.Decide(new VacancyState(), new AnnounceVacancy(notice)),
            new VacancyAnnounced(notice.BatchId, notice.OpensAt, notice.ClosesAt));
        Assert.Equal((VacancyStatus.Announced, notice), (next.Status, next.Notice));
    }

    [Fact]
    public void The_same_notice_read_again_changes_nothing()
    {
        var state = Announced();
        var again = JsonSerializer.Deserialize<VacancyNotice>(JsonSerializer.Serialize(Examples.Notice(), DomainJson.Options),
            DomainJson.Options)!;
        Decisions.Repeats(state, AnnounceVacancyRule.Decide(state, new AnnounceVacancy(again)));
        var sameInstant = again with { OpensAt = again.OpensAt.ToOffset(TimeSpan.FromHours(7)) };
        Decisions.Repeats(state, AnnounceVacancyRule.Decide(state, new AnnounceVacancy(sameInstant)));
    }

    public static TheoryData<VacancyNotice> Corrections =>
    [
        Examples.Notice() with { ClosesAt = Examples.Now.AddDays(60) },
        Examples.Notice() with { Country = "KR" },
        Examples.Notice() with { Title = Examples.Notice().Title.SetItem("en", "Nurse candidate") },
        Examples.Notice() with { RequiredDocuments = [.. Examples.Notice().RequiredDocuments.Reverse()] },
        Examples.Notice() with { RequiredDocuments = [] },
        Examples.Notice() with { Demands = new EligibilityDemands { CutoffDate = new DateOnly(2026, 4, 1), MinimumAge = 18 } },
        Examples.Notice() with { Stages = [new SelectionStage("matched", Examples.Notice().Title, IsBinding: true)] },
        Examples.Notice() with { WithdrawalBarYears = 2 },
    ];

    [Theory]
    [MemberData(nameof(Corrections))]
    public void A_correction_replaces_the_notice(VacancyNotice corrected)
    {
        var decision = AnnounceVacancyRule.Decide(Announced(), new AnnounceVacancy(corrected));
        Assert.Single(decision.Events);
        Assert.Equal(corrected, decision.State.Notice);
    }

    [Fact]
    public void A_batch_moved_to_another_window_takes_its_cut_off_along()
    {
        var notice = Examples.Notice() with
        {
            Demands = new EligibilityDemands { CutoffDate = new DateOnly(2026, 4, 1), MinimumAge = 18 },
            Verification = new VerificationDays(new DateOnly(2026, 4, 3), new DateOnly(2026, 4, 4)),
        };
        var moved = notice.MovedTo(notice.OpensAt.AddDays(100), notice.ClosesAt.AddDays(110));
        Assert.Equal(new DateOnly(2026, 4, 1).AddDays(110), moved.Demands!.CutoffDate);
        Assert.Equal(
            (IndonesianTime.JakartaDate(moved.OpensAt), IndonesianTime.JakartaDate(moved.ClosesAt)),
            (moved.Verification!.From, moved.Verification.To));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_window_lasts(int ticks)
    {
        var notice = Examples.Notice();
        var empty = notice with { ClosesAt = notice.OpensAt.AddTicks(ticks) };
        Decisions.Refuses(
            new VacancyState(), AnnounceVacancyRule.Decide(new VacancyState(), new AnnounceVacancy(empty)), "vacancy-window-empty");
    }

    [Fact]
    public void A_vacancy_stays_in_its_batch() // the batch is half of every application's key
    {
        var other = Examples.Notice() with { BatchId = "ijepa-17" };
        Decisions.Refuses(Announced(), AnnounceVacancyRule.Decide(Announced(), new AnnounceVacancy(other)), "vacancy-of-other-batch");
    }

    [Fact]
    public void A_window_is_open_from_its_first_instant_and_closed_from_its_last()
    {
        var notice = Examples.Notice();
        Assert.False(notice.IsOpenAt(notice.OpensAt.AddTicks(-1)));
        Assert.True(notice.IsOpenAt(notice.OpensAt));
        Assert.True(notice.IsOpenAt(notice.ClosesAt.AddTicks(-1)));
        Assert.False(notice.IsOpenAt(notice.ClosesAt));
    }

    private static readonly Holding Somebody = PlaceExamples.Held("a", HoldingStatus.Entered);

    // In the order in which they are looked at; each row is right where the rows before it are wrong.
    [Fact]
    public void What_is_wrong_with_places_is_heard_in_this_order()
    {
        var inDraw = PlaceExamples.Draw(Somebody);
        var otherBatch = Examples.Notice() with { BatchId = "ijepa-17", Intake = PlaceExamples.FirstCome with { Places = 0 } };
        Decisions.Refuses(inDraw, Announce(inDraw, otherBatch), "vacancy-of-other-batch");
        Decisions.Refuses(inDraw, Announce(inDraw, otherBatch with { BatchId = Examples.Batch }), "intake-wrong");
        Decisions.Refuses(inDraw, Announce(inDraw, PlaceExamples.FirstCome), "places-in-use");
        Decisions.Repeats(inDraw, Announce(inDraw, PlaceExamples.Drawn));
    }

    public static TheoryData<Intake> WrongIntakes =>
    [
        PlaceExamples.FirstCome with { Places = 0 },
        PlaceExamples.FirstCome with { Places = -1 },
        PlaceExamples.FirstCome with { OfferHours = 0 },
        PlaceExamples.FirstCome with { OfferHours = Intake.MaxOfferHours + 1 },
        PlaceExamples.FirstCome with { Kind = IntakeKind.Unspecified },
        PlaceExamples.FirstCome with { SeedHash = PlaceExamples.Drawn.SeedHash },
        PlaceExamples.Drawn with { SeedHash = null },
        PlaceExamples.Drawn with { SeedHash = "" },
        PlaceExamples.Drawn with { SeedHash = PlaceExamples.Drawn.SeedHash!.ToUpperInvariant() },
        PlaceExamples.Drawn with { SeedHash = PlaceExamples.Drawn.SeedHash![1..] },
    ];

    [Theory]
    [MemberData(nameof(WrongIntakes))]
    public void Places_are_at_least_one_and_a_draw_has_the_hash_of_its_seed(Intake intake) =>
        Decisions.Refuses(new VacancyState(), Announce(new VacancyState(), intake), "intake-wrong");

    public static TheoryData<VacancyState, Intake?> TermsThatStay => new()
    {
        { PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Taken), PlaceExamples.Held("b", HoldingStatus.Offered, 2, 2)),
            PlaceExamples.FirstCome with { Places = 1 } },
        { PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Taken)), null },
        { PlaceExamples.Line(PlaceExamples.Held("a", HoldingStatus.Waiting)), null },
        { PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Lost)), null },
        { PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Taken)), PlaceExamples.Drawn },
        { PlaceExamples.Draw(Somebody), PlaceExamples.FirstCome },
        { PlaceExamples.Draw(Somebody), PlaceExamples.Drawn with { SeedHash = DrawRule.SeedHash("another") } },
    };

    // Once somebody is in, the terms are a promise.
    [Theory]
    [MemberData(nameof(TermsThatStay))]
    public void Nothing_is_taken_from_who_is_in(VacancyState state, Intake? intake) =>
        Decisions.Refuses(state, Announce(state, intake), "places-in-use");

    public static TheoryData<VacancyState, Intake?> TermsThatMayChange => new()
    {
        { PlaceExamples.Empty(PlaceExamples.FirstCome), null },
        { PlaceExamples.Empty(PlaceExamples.FirstCome), PlaceExamples.Drawn },
        { PlaceExamples.Empty(PlaceExamples.Drawn), PlaceExamples.Drawn with { SeedHash = DrawRule.SeedHash("another") } },
        { PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Taken)), PlaceExamples.FirstCome with { Places = 1 } },
        { PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Taken)), PlaceExamples.WithLine with { Places = 9, OfferHours = 1 } },
        { PlaceExamples.Draw(Somebody), PlaceExamples.Drawn with { Places = 9, KeepsWaitingList = true } },
    };

    [Theory]
    [MemberData(nameof(TermsThatMayChange))]
    public void Terms_change_while_they_harm_nobody(VacancyState state, Intake? intake)
    {
        var decision = Announce(state, intake);
        Assert.Single(decision.Events);
        Assert.Equal((intake, state.Holdings, state.Taken), (decision.State.Notice!.Intake, decision.State.Holdings, decision.State.Taken));
    }

    private static Decision<VacancyState> Announce(VacancyState state, Intake? intake) =>
        Announce(state, Examples.Notice() with { Intake = intake });

    private static Decision<VacancyState> Announce(VacancyState state, VacancyNotice notice) =>
        AnnounceVacancyRule.Decide(state, new AnnounceVacancy(notice));

    private static VacancyState Announced() => new() { Status = VacancyStatus.Announced, Notice = Examples.Notice() };
}
