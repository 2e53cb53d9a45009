namespace Siskop2mi.Domain.Tests.Applications;

public sealed class WithdrawalRuleTests
{
    private static readonly WithdrawApplication Command = new("personal-family", "n", AcceptsBar: false);

    [Fact]
    public void Before_a_binding_stage_nobody_is_barred()
    {
        var next = Decisions.Accepts(
            WithdrawalRule.Decide(ApplicationExamples.AdminPassed, Command, ApplicationExamples.Withdrawal),
            new ApplicationWithdrawn("personal-family", null));
        Assert.Equal(new Withdrawal("personal-family", "n", Examples.Now, null, null), next.Withdrawal);
        Decisions.Repeats(next, WithdrawalRule.Decide(next, Command, ApplicationExamples.Withdrawal));
    }

    [Fact]
    public void After_matching_it_bars_for_two_years_and_has_to_be_accepted()
    {
        var state = ApplicationExamples.Matched;
        var refusal = Decisions.Refuses(state, WithdrawalRule.Decide(state, Command, ApplicationExamples.Withdrawal), "withdrawal-bars");
        Assert.Equal(("ijepa", "2028-03-02", "2"), (refusal.Facts["programme"], refusal.Facts["until"], refusal.Facts["years"]));
        Decisions.Accepts(
            WithdrawalRule.Decide(state, Command with { AcceptsBar = true }, ApplicationExamples.Withdrawal),
            new ApplicationWithdrawn("personal-family", new DateOnly(2028, 3, 2)));
        Assert.Null(WithdrawalRule.Decide(state, Command, ApplicationExamples.Withdrawal with { BarYears = 0 }).Refusal);
    }

    [Fact]
    public void A_reason_of_the_catalogue_is_needed()
    {
        var state = ApplicationExamples.Ready;
        var unknown = ApplicationExamples.Withdrawal with { Reason = null };
        Decisions.Refuses(state, WithdrawalRule.Decide(state, Command, unknown), "reason-unknown");
    }

    [Theory]
    [InlineData("2028-03-01", "barred")]
    [InlineData("2028-03-02", null)]
    public void A_bar_holds_until_its_day(string today, string? code)
    {
        var facts = ApplicationExamples.Open with
        {
            Programme = "ijepa",
            Today = DateOnly.ParseExact(today, "yyyy-MM-dd", null),
            BarredUntil = new DateOnly(2028, 3, 2),
        };
        var command = new StartApplication(Examples.Applicant, Examples.Vacancy);
        Assert.Equal(code, DraftRule.Start(new ApplicationState(), command, ApplicationExamples.Id, facts).Refusal?.Code);
    }

    [Fact]
    public void What_was_withdrawn_before_the_office_decided_begins_anew()
    {
        var state = ApplicationExamples.Withdraw(ApplicationExamples.Submitted);
        var command = new StartApplication(Examples.Applicant, Examples.Vacancy);
        var next = Decisions.Accepts(
            DraftRule.Start(state, command, ApplicationExamples.Id, ApplicationExamples.Open), new ApplicationStarted(Examples.Vacancy));
        Assert.Equal(
            (ApplicationStatus.Draft, state.Revision + 1, state.Reference, 0), (next.Status, next.Revision, next.Reference, next.Round));
        Assert.Empty(next.Documents);
        Assert.False(VerificationRule.IsOfOffice(next, Examples.Office));
        var verified = ApplicationExamples.Withdraw(ApplicationExamples.Verified);
        Decisions.Refuses(
            verified, DraftRule.Start(verified, command, ApplicationExamples.Id, ApplicationExamples.Open), "application-withdrawn");
    }

    [Fact]
    public void One_bar_for_an_application()
    {
        var command = new BarApplicant("ijepa", new DateOnly(2028, 3, 2), ApplicationExamples.Id);
        var next = Decisions.Accepts(
            BarRule.Decide(new ApplicantState(), command), new ApplicantBarred("ijepa", command.Until, ApplicationExamples.Id));
        Decisions.Repeats(next, BarRule.Decide(next, command));
        Assert.Equal(command.Until, BarRule.BarredUntil(next, "ijepa"));
        Assert.Null(BarRule.BarredUntil(next, "triple-win"));
    }
}
