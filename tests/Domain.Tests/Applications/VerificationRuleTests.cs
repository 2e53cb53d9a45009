namespace Siskop2mi.Domain.Tests.Applications;

public sealed class VerificationRuleTests
{
    private const string Other = "officer-2";

    private static readonly ReleaseApplication Release = new(Examples.Officer, Examples.Office);

    [Fact]
    public void An_officer_takes_a_dossier()
    {
        var next = Decisions.Accepts(
            Claim(ApplicationExamples.Submitted, ApplicationExamples.Claim), new ApplicationClaimed(
                Examples.Officer));
        Assert.Equal((new VerificationClaim(Examples.Officer, Examples.Now), ApplicationExamples.Submitted.Revision + 1), (
            next.Claim, next.Revision));
        Assert.Equal(ApplicationStatus.Submitted, next.Status);
    }

    [Fact]
    public void One_officer_at_a_time()
    {
        var state = ApplicationExamples.Claimed;
        Decisions.Repeats(state, Claim(state, ApplicationExamples.Claim));
        Decisions.Refuses(
            state, Claim(state, ApplicationExamples.Claim with { OfficerId = Other }), "claimed-by-other");
        Decisions.Refuses(state, VerificationRule.Release(state, Release with { OfficerId = Other }), "claimed-by-other");
        Decisions.Refuses(
            state, Verify(state, ApplicationExamples.Verify with { OfficerId = Other }), "claimed-by-other");
    }

    [Fact]
    public void A_dossier_given_back_is_anybodys()
    {
        var free = Decisions.Accepts(
            VerificationRule.Release(ApplicationExamples.Claimed, Release), new ApplicationReleased(Examples.Officer));
        Assert.Null(free.Claim);
        Decisions.Repeats(free, VerificationRule.Release(free, Release));
        Assert.Equal(
            Other, Claim(free, ApplicationExamples.Claim with { OfficerId = Other }).State.Claim?.OfficerId);
    }

    [Fact]
    public void Only_who_holds_the_dossier_decides()
    {
        Decisions.Refuses(
            ApplicationExamples.Submitted, Verify(ApplicationExamples.Submitted, ApplicationExamples.Verify),
                "not-claimed");
        var next = Decisions.Accepts(
            Verify(ApplicationExamples.Claimed, ApplicationExamples.Verify), new DocumentsVerified(
                Examples.Officer));
        Assert.Equal((ApplicationStatus.DocumentsVerified, Examples.Now), (next.Status, next.VerifiedAt));
        Assert.Equal(Examples.Officer, next.Claim?.OfficerId); // who decided stays known
    }

    [Fact]
    public void Once_verified_only_the_same_decision_repeats()
    {
        var state = ApplicationExamples.Verified;
        Decisions.Repeats(state, Verify(state, ApplicationExamples.Verify));
        Decisions.Refuses(
            state, Verify(state, ApplicationExamples.Verify with { OfficerId = Other }),
                "application-not-awaiting-verification");
        Decisions.Refuses(
            state, Claim(state, ApplicationExamples.Claim), "application-not-awaiting-verification");
        Decisions.Refuses(state, VerificationRule.Release(state, Release), "application-not-awaiting-verification");
    }

    public static TheoryData<string> Hidden => ["not-started", "draft", "ready", "submitted", "claimed", "verified"];

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Another_office_does_not_learn_that_it_exists(string name)
    {
        var state = State(name);
        Decisions.Refuses(
            state, Claim(state, ApplicationExamples.Claim with { OfficeId = "bp3mi-bali" }),
                "application-not-found");
        Decisions.Refuses(state, VerificationRule.Release(state, Release with { OfficeId = "bp3mi-bali" }), "application-not-found");
        Decisions.Refuses(
            state, Verify(state, ApplicationExamples.Verify with { OfficeId = "bp3mi-bali" }),
                "application-not-found");
        Assert.False(VerificationRule.IsOfOffice(state, "bp3mi-bali"));
    }

    [Theory]
    [InlineData("not-started", false)]
    [InlineData("draft", false)]
    [InlineData("ready", false)] // chosen, not sent: the office sees it from the sending on
    [InlineData("submitted", true)]
    [InlineData("claimed", true)]
    [InlineData("verified", true)]
    public void The_chosen_office_sees_it_once_it_is_sent(string name, bool sees)
    {
        Assert.Equal(sees, VerificationRule.IsOfOffice(State(name), Examples.Office));
        if (!sees) Decisions.Refuses(
            State(name), Claim(State(name), ApplicationExamples.Claim), "application-not-found");
    }

    private static ApplicationState State(string name) => name switch
    {
        "not-started" => new ApplicationState(),
        "draft" => ApplicationExamples.Draft,
        "ready" => ApplicationExamples.Ready,
        "submitted" => ApplicationExamples.Submitted,
        "claimed" => ApplicationExamples.Claimed,
        _ => ApplicationExamples.Verified,
    };

    [Theory]
    [InlineData(8 * 60 - 1, "claimed-by-other")]
    [InlineData(8 * 60, null)]
    public void A_dossier_kept_too_long_may_be_taken_over(int minutes, string? code)
    {
        var later = ApplicationExamples.ClaimNow with { Now = Examples.Now.AddMinutes(minutes) };
        var decision = VerificationRule.Claim(
            ApplicationExamples.Claimed, ApplicationExamples.Claim with { OfficerId = Other }, later);
        Assert.Equal(code, decision.Refusal?.Code);
        if (code is null) Decisions.Refuses(decision.State, Verify(decision.State, ApplicationExamples.Verify), "claimed-by-other");
    }

    [Fact]
    public void Nobody_takes_their_own_application()
    {
        var state = ApplicationExamples.Submitted;
        var own = ApplicationExamples.ClaimNow with { OfficerIsApplicant = true };
        Decisions.Refuses(state, VerificationRule.Claim(state, ApplicationExamples.Claim, own), "own-application");
    }

    [Fact]
    public void A_dossier_goes_to_another_office_and_the_first_one_sees_it_no_more()
    {
        var move = new MoveApplication("bp3mi-bali");
        var next = Decisions.Accepts(
            VerificationRule.Move(ApplicationExamples.Claimed, move, officeVerifies: true),
            new ApplicationMoved(Examples.Office, "bp3mi-bali"));
        Assert.Null(next.Claim);
        Assert.True(VerificationRule.IsOfOffice(next, "bp3mi-bali"));
        Decisions.Refuses(next, Claim(next, ApplicationExamples.Claim), "application-not-found");
        Decisions.Repeats(next, VerificationRule.Move(next, move, officeVerifies: true));
        Decisions.Refuses(
            next, VerificationRule.Move(next, new MoveApplication("bp3mi-bulan"), officeVerifies: false), "office-unknown");
        var unsent = ApplicationExamples.Ready;
        Decisions.Refuses(unsent, VerificationRule.Move(unsent, move, officeVerifies: true), "application-not-found");
    }

    private static Decision<ApplicationState> Claim(ApplicationState state, ClaimApplication command) =>
        VerificationRule.Claim(state, command, ApplicationExamples.ClaimNow);

    private static Decision<ApplicationState> Verify(ApplicationState state, VerifyApplication command) =>
        VerificationEndRule.Verify(state, command, Examples.Now);
}
