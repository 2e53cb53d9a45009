namespace Siskop2mi.Domain.Tests.Applications;

public sealed class VerificationRuleTests
{
    private const string Other = "officer-2";

    private static readonly ReleaseApplication Release = new(Examples.Officer, Examples.Office);

    [Fact]
    public void An_officer_takes_a_dossier()
    {
        var next = Decisions.Accepts(
            VerificationRule.Claim(ApplicationExamples.Submitted, ApplicationExamples.Claim, Examples.Now), new ApplicationClaimed(
                Examples.Officer));
        Assert.Equal((new VerificationClaim(Examples.Officer, Examples.Now), ApplicationExamples.Submitted.Revision + 1), (
            next.Claim, next.Revision));
        Assert.Equal(ApplicationStatus.Submitted, next.Status);
    }

    [Fact]
    public void One_officer_at_a_time()
    {
        var state = ApplicationExamples.Claimed;
        Decisions.Repeats(state, VerificationRule.Claim(state, ApplicationExamples.Claim, Examples.Now.AddDays(1)));
        Decisions.Refuses(
            state, VerificationRule.Claim(state, ApplicationExamples.Claim with { OfficerId = Other }, Examples.Now), "claimed-by-other");
        Decisions.Refuses(state, VerificationRule.Release(state, Release with { OfficerId = Other }), "claimed-by-other");
        Decisions.Refuses(
            state, VerificationRule.Verify(state, ApplicationExamples.Verify with { OfficerId = Other }, Examples.Now), "claimed-by-other");
    }

    [Fact]
    public void A_dossier_given_back_is_anybodys()
    {
        var free = Decisions.Accepts(
            VerificationRule.Release(ApplicationExamples.Claimed, Release), new ApplicationReleased(Examples.Officer));
        Assert.Null(free.Claim);
        Decisions.Repeats(free, VerificationRule.Release(free, Release));
        Assert.Equal(
            Other, VerificationRule.Claim(free, ApplicationExamples.Claim with { OfficerId = Other }, Examples.Now).State.Claim?.OfficerId);
    }

    [Fact]
    public void Only_who_holds_the_dossier_decides()
    {
        Decisions.Refuses(
            ApplicationExamples.Submitted, VerificationRule.Verify(ApplicationExamples.Submitted, ApplicationExamples.Verify, Examples.Now),
                "not-claimed");
        var next = Decisions.Accepts(
            VerificationRule.Verify(ApplicationExamples.Claimed, ApplicationExamples.Verify, Examples.Now), new DocumentsVerified(
                Examples.Officer));
        Assert.Equal((ApplicationStatus.DocumentsVerified, Examples.Now), (next.Status, next.VerifiedAt));
        Assert.Equal(Examples.Officer, next.Claim?.OfficerId); // who decided stays known
    }

    [Fact]
    public void Once_verified_only_the_same_decision_repeats()
    {
        var state = ApplicationExamples.Verified;
        Decisions.Repeats(state, VerificationRule.Verify(state, ApplicationExamples.Verify, Examples.Now.AddDays(1)));
        Decisions.Refuses(
            state, VerificationRule.Verify(state, ApplicationExamples.Verify with { OfficerId = Other }, Examples.Now),
                "application-not-awaiting-verification");
        Decisions.Refuses(
            state, VerificationRule.Claim(state, ApplicationExamples.Claim, Examples.Now), "application-not-awaiting-verification");
        Decisions.Refuses(state, VerificationRule.Release(state, Release), "application-not-awaiting-verification");
    }

    public static TheoryData<string> Hidden => ["not-started", "draft", "ready", "submitted", "claimed", "verified"];

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Another_office_does_not_learn_that_it_exists(string name)
    {
        var state = State(name);
        Decisions.Refuses(
            state, VerificationRule.Claim(state, ApplicationExamples.Claim with { OfficeId = "bp3mi-bali" }, Examples.Now),
                "application-not-found");
        Decisions.Refuses(state, VerificationRule.Release(state, Release with { OfficeId = "bp3mi-bali" }), "application-not-found");
        Decisions.Refuses(
            state, VerificationRule.Verify(state, ApplicationExamples.Verify with { OfficeId = "bp3mi-bali" }, Examples.Now),
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
            State(name), VerificationRule.Claim(State(name), ApplicationExamples.Claim, Examples.Now), "application-not-found");
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
}
