namespace Siskop2mi.Domain.Tests.Applications;

/// <summary>Sent back, mended, sent again: across the rules of the draft, the sending and the verdicts.</summary>
public sealed class FixTests
{
    private static readonly SubmitApplication Again = new("key-2", Examples.Now.AddDays(1));

    // The window closed, the profile is looked at no more, another document expired meanwhile: none of it sends anybody round again.
    private static readonly SubmissionFacts Facts = ApplicationExamples.Complete with
    {
        VacancyIsOpen = false,
        MissingFromProfile = [new RefusalReason("parents-missing", "profile/parents")],
        UnusableDocuments = [new RefusalReason("document-expired", "documents/family-permission")],
    };

    [Fact]
    public void Only_what_is_to_be_fixed_can_be_picked_anew()
    {
        var state = ApplicationExamples.Returned;
        var others = ApplicationExamples.Picked.SetItem("family-permission", "document-8").Add("str", "document-3");
        var refusal = Decisions.Refuses(
            state, DraftRule.PickDocuments(state, new PickDocuments(others, state.Revision)), "document-not-to-fix");
        Assert.Equal(["documents/family-permission", "documents/str"], refusal.Reasons.Select(reason => reason.Pointer));
        Assert.Equal("document-9", ApplicationExamples.Mended.Documents["diploma"]);
    }

    [Fact]
    public void What_is_not_mended_cannot_be_sent_again()
    {
        var state = ApplicationExamples.Returned;
        var refusal = Decisions.Refuses(state, SubmissionRule.Decide(state, Again, Facts), "workflow-order");
        Assert.Equal(["document-needs-fix documents/diploma"], refusal.Reasons.Select(reason => $"{reason.Code} {reason.Pointer}"));
    }

    [Fact]
    public void Taking_away_what_the_vacancy_demands_does_not_mend_it()
    {
        var state = DraftRule.PickDocuments(
            ApplicationExamples.Returned,
            new PickDocuments(ApplicationExamples.Picked.Remove("diploma"), ApplicationExamples.Returned.Revision)).State;
        var refusal = Decisions.Refuses(state, SubmissionRule.Decide(state, Again, Facts), "workflow-order");
        Assert.Equal(["document-missing documents/diploma"], refusal.Reasons.Select(reason => $"{reason.Code} {reason.Pointer}"));
    }

    [Fact]
    public void A_mended_document_must_be_usable()
    {
        var unusable = Facts with { UnusableDocuments = [new RefusalReason("document-expired", "documents/diploma")] };
        var state = ApplicationExamples.Mended;
        Decisions.Refuses(state, SubmissionRule.Decide(state, Again, unusable), "workflow-order");
    }

    [Fact]
    public void It_is_sent_again_with_all_that_was_found_in_order()
    {
        var state = ApplicationExamples.Mended;
        var next = Decisions.Accepts(
            SubmissionRule.Decide(state, Again, Facts), new ApplicationResubmitted(Examples.Office, 2, Again.ReceivedAt));
        Assert.Equal(
            (ApplicationStatus.Submitted, 2, Again.ReceivedAt, state.Reference, "key-2"),
            (next.Status, next.Round, next.SubmittedAt, next.Reference, next.SubmissionKey));
        Assert.Null(VerdictRule.Current(next.Documents, next.Verdicts, "diploma"));
        Decisions.Repeats(next, SubmissionRule.Decide(next, Again, Facts));
    }

    [Fact]
    public void A_verdict_of_an_earlier_round_stays_good()
    {
        var ok = VerdictRule.Record(
            ApplicationExamples.Judged, ApplicationExamples.Verdict("family-permission", VerdictKind.Ok), null, Examples.Now).State;
        var back = VerificationEndRule.Return(ok, new ReturnApplication(Examples.Officer, Examples.Office, null), Examples.Now, 7).State;
        var mended = DraftRule.PickDocuments(
            back, new PickDocuments(back.Documents.SetItem("diploma", "document-9"), back.Revision)).State;
        var sent = SubmissionRule.Decide(mended, Again, Facts).State;
        var claimed = VerificationRule.Claim(sent, ApplicationExamples.Claim, ApplicationExamples.ClaimNow).State;
        var refusal = Decisions.Refuses(
            claimed, VerificationEndRule.Verify(claimed, ApplicationExamples.Verify with { AcceptsAll = false }, Examples.Now),
            "verdicts-missing");
        Assert.Equal(["verdict-missing documents/diploma"], refusal.Reasons.Select(reason => $"{reason.Code} {reason.Pointer}"));
    }

    [Fact]
    public void An_original_to_be_shown_needs_no_other_file()
    {
        var shown = ApplicationExamples.Reason("form-original-not-shown", ReasonUse.Fix) with { NeedsReplacement = false };
        var judged = VerdictRule.Record(
            ApplicationExamples.Claimed, ApplicationExamples.Verdict("diploma", VerdictKind.NeedsFix, shown.Code), shown, Examples.Now)
            .State;
        var back = VerificationEndRule.Return(
            judged, new ReturnApplication(Examples.Officer, Examples.Office, null), Examples.Now, 7).State;
        Assert.Null(SubmissionRule.Decide(back, Again, Facts).Refusal);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "fix-overdue")]
    public void The_day_named_is_the_last_one(int milliseconds, string? code)
    {
        var due = ApplicationExamples.Mended.SentBack!.DueAt;
        var decision = SubmissionRule.Decide(
            ApplicationExamples.Mended, new SubmitApplication("key-2", due.AddMilliseconds(milliseconds)), Facts);
        Assert.Equal(code, decision.Refusal?.Code);
    }

    [Fact]
    public void The_key_of_the_first_sending_sends_nothing_again()
    {
        var state = ApplicationExamples.Mended;
        Decisions.Repeats(state, SubmissionRule.Decide(state, ApplicationExamples.Submit, Facts));
        var sent = ApplicationExamples.SentAgain;
        Decisions.Refuses(sent, SubmissionRule.Decide(sent, ApplicationExamples.Submit, Facts), "idempotency-key-reused");
    }
}
