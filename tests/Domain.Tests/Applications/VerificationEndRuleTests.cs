namespace Siskop2mi.Domain.Tests.Applications;

public sealed class VerificationEndRuleTests
{
    private static readonly VerifyApplication Verify = ApplicationExamples.Verify with { AcceptsAll = false };

    private static readonly ReturnApplication Return = new(Examples.Officer, Examples.Office, "Mohon diperbaiki.");

    private static readonly FailApplication Fail = new(Examples.Officer, Examples.Office, "authenticity-forged", null);

    [Fact]
    public void Every_document_has_to_be_in_order()
    {
        var state = ApplicationExamples.Judged;
        var refusal = Decisions.Refuses(state, VerificationEndRule.Verify(state, Verify, Examples.Now), "verdicts-missing");
        Assert.Equal(
            ["verdict-not-ok documents/diploma", "verdict-missing documents/family-permission"],
            refusal.Reasons.Select(reason => $"{reason.Code} {reason.Pointer}"));

        // Whoever accepts the rest has not taken back what was said.
        refusal = Decisions.Refuses(state, VerificationEndRule.Verify(state, ApplicationExamples.Verify, Examples.Now), "verdicts-missing");
        Assert.Equal(["documents/diploma"], refusal.Reasons.Select(reason => reason.Pointer));
    }

    [Fact]
    public void Accepting_all_is_a_verdict_on_each()
    {
        var next = Decisions.Accepts(
            VerificationEndRule.Verify(ApplicationExamples.Claimed, ApplicationExamples.Verify, Examples.Now),
            new DocumentsVerified(Examples.Officer));
        Assert.All(next.Documents, pick =>
            Assert.Equal((pick.Value, VerdictKind.Ok), (next.Verdicts[pick.Key].DocumentId, next.Verdicts[pick.Key].Kind)));
    }

    [Fact]
    public void One_document_after_the_other_verifies_too()
    {
        var state = ApplicationExamples.Claimed;
        foreach (var type in state.Documents.Keys)
            state = VerdictRule.Record(state, ApplicationExamples.Verdict(type, VerdictKind.Ok), null, Examples.Now).State;
        Decisions.Accepts(VerificationEndRule.Verify(state, Verify, Examples.Now), new DocumentsVerified(Examples.Officer));
    }

    [Fact]
    public void What_is_sent_back_has_a_day_and_belongs_to_nobody()
    {
        // 2 March in Jakarta, seven days: to the end of the 9th.
        var due = new DateTimeOffset(2026, 3, 9, 17, 0, 0, TimeSpan.Zero);
        var next = Decisions.Accepts(
            VerificationEndRule.Return(ApplicationExamples.Judged, Return, Examples.Now, 7),
            new ApplicationReturned(Examples.Officer, 1, due));
        Assert.Equal(
            (ApplicationStatus.NeedsFix, new SentBack(Examples.Officer, Examples.Now, due, "Mohon diperbaiki."), null),
            (next.Status, next.SentBack, next.Claim));
        Decisions.Repeats(next, VerificationEndRule.Return(next, Return, Examples.Now.AddDays(1), 7));
        Decisions.Refuses(
            next, VerificationEndRule.Return(next, Return with { OfficerId = "officer-2" }, Examples.Now, 7), "not-claimed");
    }

    [Fact]
    public void Nothing_is_sent_back_in_vain()
    {
        var claimed = ApplicationExamples.Claimed;
        Decisions.Refuses(claimed, VerificationEndRule.Return(claimed, Return, Examples.Now, 7), "nothing-to-fix");
        var failed = VerdictRule.Record(
            ApplicationExamples.Judged, ApplicationExamples.Verdict("family-permission", VerdictKind.Failed, "authenticity-forged"),
            ApplicationExamples.Forged, Examples.Now).State;
        var refusal = Decisions.Refuses(failed, VerificationEndRule.Return(failed, Return, Examples.Now, 7), "cannot-be-fixed");
        Assert.Equal(["documents/family-permission"], refusal.Reasons.Select(reason => reason.Pointer));
        Decisions.Refuses(
            ApplicationExamples.Judged,
            VerificationEndRule.Return(ApplicationExamples.Judged, Return with { Message = new string('a', 1_001) }, Examples.Now, 7),
            "note-too-long");
    }

    [Fact]
    public void The_office_may_give_more_time()
    {
        var taken = VerificationRule.Claim(ApplicationExamples.Mended, ApplicationExamples.Claim, ApplicationExamples.ClaimNow).State;
        var next = VerificationEndRule.Return(taken, Return with { Message = "Masih ditunggu." }, Examples.Now.AddDays(7), 7).State;
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 17, 0, 0, TimeSpan.Zero), next.SentBack!.DueAt);
        Assert.Equal(ApplicationStatus.NeedsFix, next.Status);
    }

    [Fact]
    public void A_failure_needs_a_reason_and_is_said_once()
    {
        var state = ApplicationExamples.Claimed;
        Decisions.Refuses(state, VerificationEndRule.Fail(state, Fail, null, Examples.Now), "reason-unknown");
        var next = Decisions.Accepts(
            VerificationEndRule.Fail(state, Fail with { Note = "n" }, ApplicationExamples.Forged, Examples.Now),
            new DocumentsFailed(Examples.Officer, "authenticity-forged"));
        Assert.Equal(new VerificationEnd(Examples.Officer, Examples.Now, "authenticity-forged", "n"), next.VerificationEnd);
        Decisions.Repeats(next, VerificationEndRule.Fail(next, Fail, ApplicationExamples.Forged, Examples.Now));
    }

    [Fact]
    public void Who_did_not_come_is_noted_once()
    {
        var absent = new MarkAbsent(Examples.Officer, Examples.Office, null);
        var next = Decisions.Accepts(
            VerificationEndRule.MarkAbsent(ApplicationExamples.Claimed, absent, Examples.Now), new AbsenceMarked(Examples.Officer));
        Assert.Equal(ApplicationStatus.Absent, next.Status);
        Decisions.Repeats(next, VerificationEndRule.MarkAbsent(next, absent, Examples.Now));
    }
}
