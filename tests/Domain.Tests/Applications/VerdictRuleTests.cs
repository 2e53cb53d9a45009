namespace Siskop2mi.Domain.Tests.Applications;

public sealed class VerdictRuleTests
{
    private static readonly Reason Named = ApplicationExamples.Reason("data-name-differs", ReasonUse.Fix) with { NeedsNote = true };

    [Fact]
    public void A_verdict_speaks_of_the_document_that_was_looked_at()
    {
        var next = Decisions.Accepts(
            Record(ApplicationExamples.Claimed, VerdictKind.NeedsFix, ApplicationExamples.Unreadable),
            new VerdictRecorded(Examples.Officer, "diploma", "document-1", VerdictKind.NeedsFix, "file-unreadable"));
        var verdict = VerdictRule.Current(next.Documents, next.Verdicts, "diploma");
        Assert.Equal(
            ("document-1", VerdictKind.NeedsFix, "file-unreadable", true, Examples.Officer, Examples.Now),
            (verdict!.DocumentId, verdict.Kind, verdict.Reason, verdict.NeedsReplacement, verdict.OfficerId, verdict.At));
        Assert.Null(VerdictRule.Current(next.Documents, next.Verdicts, "family-permission"));
        Assert.Null(VerdictRule.Current(next.Documents.SetItem("diploma", "document-9"), next.Verdicts, "diploma"));
    }

    [Fact]
    public void The_same_verdict_again_changes_nothing_and_another_one_replaces_it()
    {
        var state = ApplicationExamples.Judged;
        Decisions.Repeats(state, VerdictRule.Record(
            state, ApplicationExamples.Verdict("diploma", VerdictKind.NeedsFix, "file-unreadable"), ApplicationExamples.Unreadable,
            Examples.Now.AddHours(1)));
        var next = Record(state, VerdictKind.Ok, null).State;
        Assert.Equal(VerdictKind.Ok, next.Verdicts["diploma"].Kind);
    }

    public static TheoryData<string, VerdictKind, string, string?, string> Refused => new()
    {
        { "passport", VerdictKind.Ok, "", null, "document-not-picked" },
        { "diploma", VerdictKind.Ok, "file-unreadable", null, "reason-unknown" }, // what is in order has none
        { "diploma", VerdictKind.NeedsFix, "", null, "reason-unknown" },
        { "diploma", VerdictKind.Failed, "", null, "reason-unknown" },
        { "diploma", VerdictKind.NeedsFix, "data-name-differs", null, "note-missing" },
        { "diploma", VerdictKind.NeedsFix, "data-name-differs", " ", "note-missing" },
        { "diploma", VerdictKind.NeedsFix, "file-unreadable", new string('a', 1_001), "note-too-long" },
        { "diploma", VerdictKind.Ok, "", new string('a', 1_001), "note-too-long" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_verdict_needs_a_reason_of_its_kind(string type, VerdictKind kind, string code, string? note, string refusal)
    {
        var reason = code switch
        {
            "file-unreadable" when kind is VerdictKind.NeedsFix => ApplicationExamples.Unreadable,
            "data-name-differs" => Named,
            _ => null,
        };
        var command = ApplicationExamples.Verdict(type, kind, code.Length == 0 ? null : code, note);
        Decisions.Refuses(
            ApplicationExamples.Claimed, VerdictRule.Record(ApplicationExamples.Claimed, command, reason, Examples.Now), refusal);
    }

    [Fact]
    public void A_document_replaced_meanwhile_is_not_judged_unseen()
    {
        var command = ApplicationExamples.Verdict("diploma", VerdictKind.Ok) with { DocumentId = "document-0" };
        Decisions.Refuses(
            ApplicationExamples.Claimed, VerdictRule.Record(ApplicationExamples.Claimed, command, null, Examples.Now), "document-changed");
    }

    [Fact]
    public void Only_who_holds_the_dossier_judges()
    {
        var command = ApplicationExamples.Verdict("diploma", VerdictKind.Ok);
        var (free, held) = (ApplicationExamples.Submitted, ApplicationExamples.Claimed);
        Decisions.Refuses(free, VerdictRule.Record(free, command, null, Examples.Now), "not-claimed");
        Decisions.Refuses(
            held, VerdictRule.Record(held, command with { OfficerId = "officer-2" }, null, Examples.Now), "claimed-by-other");
        Decisions.Refuses(
            held, VerdictRule.Record(held, command with { OfficeId = "bp3mi-bali" }, null, Examples.Now), "application-not-found");
    }

    private static Decision<ApplicationState> Record(ApplicationState state, VerdictKind kind, Reason? reason) =>
        VerdictRule.Record(state, ApplicationExamples.Verdict("diploma", kind, reason?.Code), reason, Examples.Now);
}
