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

    private static VacancyState Announced() => new() { Status = VacancyStatus.Announced, Notice = Examples.Notice() };
}
