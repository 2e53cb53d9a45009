namespace Siskop2mi.Domain.Tests.Applications;

public sealed class SubmissionRuleTests
{
    private static readonly SubmissionFacts NothingHolds = new()
    {
        VacancyIsOpen = false,
        MissingFromProfile = [new RefusalReason("parents-missing", "profile/parents"), new RefusalReason(
            "emergency-contact-missing", "profile/emergencyContacts")],
        RequiredTypes = ["family-permission", "diploma", "passport"],
        UnusableDocuments = [new RefusalReason("document-not-usable", "documents/diploma")],
        Reference = "JP16-2222-2222",
    };

    private static ApplicationState Empty =>
        ApplicationExamples.Draft with { Documents = ApplicationExamples.Picked.Remove("family-permission") };

    // The order is a promise to the applicant: whoever mends from the top never mends in vain.
    [Fact]
    public void What_is_wrong_is_heard_in_this_order()
    {
        var sent = ApplicationExamples.Submitted;
        Decisions.Refuses(new ApplicationState(), Send(new ApplicationState(), NothingHolds), "application-not-found");
        Decisions.Repeats(sent, Send(sent, NothingHolds));
        Decisions.Refuses(
            sent, SubmissionRule.Decide(sent, ApplicationExamples.Submit with { SubmissionKey = "key-2" }, NothingHolds),
                "application-not-a-draft");
        Decisions.Refuses(Empty, Send(Empty, NothingHolds), "registration-closed");
        var refusal = Decisions.Refuses(Empty, Send(Empty, NothingHolds with { VacancyIsOpen = true }), "workflow-order");
        Assert.Equal(
            [
                "parents-missing profile/parents",
                "emergency-contact-missing profile/emergencyContacts",
                "document-missing documents/family-permission",
                "document-missing documents/passport",
                "document-not-usable documents/diploma",
                "last-step-missing lastStep",
            ],
            refusal.Reasons.Select(reason => $"{reason.Code} {reason.Pointer}"));
    }

    [Fact]
    public void A_complete_application_is_sent()
    {
        var ready = ApplicationExamples.Ready;
        var received = Examples.Now.AddMinutes(-1);
        var next = Decisions.Accepts(
            SubmissionRule.Decide(ready, new SubmitApplication("key-1", received), ApplicationExamples.Complete),
            new ApplicationSubmitted(Examples.Vacancy, Examples.Office, received));
        Assert.Equal((ApplicationStatus.Submitted, "key-1", received, ready.Revision + 1), (
            next.Status, next.SubmissionKey, next.SubmittedAt, next.Revision));
        Assert.Equal((ready.Documents, ready.LastStep, ready.VacancyId), (next.Documents, next.LastStep, next.VacancyId));
    }

    public static TheoryData<string> LaterStates => ["submitted", "claimed", "verified"];

    [Theory]
    [MemberData(nameof(LaterStates))]
    public void The_same_key_gets_the_same_receipt_whatever_came_later(string later)
    {
        var state = later switch
        {
            "submitted" => ApplicationExamples.Submitted,
            "claimed" => ApplicationExamples.Claimed,
            _ => ApplicationExamples.Verified,
        };
        var repeat = SubmissionRule.Decide(state, ApplicationExamples.Submit with { ReceivedAt = Examples.Now.AddYears(1) }, NothingHolds);
        Decisions.Repeats(state, repeat);
        Assert.Equal(ApplicationExamples.Submitted.SubmittedAt, repeat.State.SubmittedAt);
        Decisions.Refuses(
            state, SubmissionRule.Decide(state, ApplicationExamples.Submit with { SubmissionKey = "key-2" }, ApplicationExamples.Complete),
                "application-not-a-draft");
    }

    [Fact]
    public void A_refused_key_may_be_used_again_when_all_is_mended()
    {
        var refused = Send(ApplicationExamples.Draft, ApplicationExamples.Complete);
        Assert.NotNull(refused.Refusal);
        Assert.Null(Send(ApplicationExamples.Ready, ApplicationExamples.Complete).Refusal);
    }

    [Fact]
    public void An_optional_document_is_never_missed_but_one_picked_must_be_usable()
    {
        var more = ApplicationExamples.Ready with { Documents = ApplicationExamples.Picked.Add("str", "document-3") };
        Assert.Null(Send(more, ApplicationExamples.Complete).Refusal);
        var expired = new RefusalReason("document-expired", "documents/str");
        Assert.Equal(
            [expired],
            Send(more, ApplicationExamples.Complete with { UnusableDocuments = [expired] }).Refusal!.Reasons.AsEnumerable());
    }

    [Fact]
    public void Who_does_not_meet_the_demands_hears_each_of_them_once_all_is_there()
    {
        var young = new EligibilityTick("age-at-cutoff", "profile/birthDate") { IsFinal = true }.With("cutoff", "2023-06-16");
        var facts = ApplicationExamples.Complete with { Unmet = [young] };
        Decisions.Refuses(ApplicationExamples.Draft, Send(ApplicationExamples.Draft, facts), "workflow-order");
        var refusal = Decisions.Refuses(ApplicationExamples.Ready, Send(ApplicationExamples.Ready, facts), "not-eligible");
        Assert.Equal([new RefusalReason("age-at-cutoff", "profile/birthDate")], refusal.Reasons.AsEnumerable());
        Assert.Equal("2023-06-16", refusal.Facts["cutoff"]);
    }

    private static Decision<ApplicationState> Send(ApplicationState state, SubmissionFacts facts) =>
        SubmissionRule.Decide(state, ApplicationExamples.Submit, facts);
}
