namespace Siskop2mi.Domain.Tests.Documents;

public sealed class ReplaceDocumentRuleTests
{
    private static DocumentState Old => DocumentExamples.One(DocumentStatus.Uploaded);

    [Fact]
    public void The_new_version_takes_the_place_of_the_old_one()
    {
        var next = Decisions.Accepts(
            ReplaceDocumentRule.Supersede(Old, DocumentExamples.Supersede), new DocumentSuperseded(DocumentExamples.NewId));
        Assert.Equal((DocumentStatus.Superseded, DocumentExamples.NewId), (next.Status, next.ReplacedBy));
        Assert.Equal(Old.File, next.File); // still there for applications that were sent with it
        Decisions.Repeats(next, state => ReplaceDocumentRule.Supersede(state, DocumentExamples.Supersede));
        Decisions.Repeats(
            KeepDocumentRule.Remove(next, new RemoveDocument(Examples.Applicant)).State,
            state => ReplaceDocumentRule.Supersede(state, DocumentExamples.Supersede)); // removed since, and told again
        Decisions.Refuses(
            next, ReplaceDocumentRule.Supersede(next, DocumentExamples.Supersede with { ByDocumentId = "x" }), "document-replaced-before");
    }

    [Fact]
    public void Only_ones_own_of_the_same_type_is_replaced()
    {
        Decisions.Refuses(
            Old, ReplaceDocumentRule.Supersede(Old, DocumentExamples.Supersede with { OwnerId = "x" }), "replaced-document-not-found");
        Decisions.Refuses(
            Old, ReplaceDocumentRule.Supersede(Old, DocumentExamples.Supersede with { TypeCode = "x" }), "replaced-document-of-other-type");
    }

    [Theory]
    [InlineData(DocumentStatus.NotStarted, "replaced-document-not-found")]
    [InlineData(DocumentStatus.Uploaded, null)]
    [InlineData(DocumentStatus.NumberAccepted, "replaced-document-not-found")]
    [InlineData(DocumentStatus.NumberCheckPending, "replaced-document-not-found")]
    [InlineData(DocumentStatus.CheckPending, null)]
    [InlineData(DocumentStatus.NumberRejected, "document-number-not-accepted")]
    [InlineData(DocumentStatus.Superseded, "document-replaced-before")]
    [InlineData(DocumentStatus.Removed, "replaced-document-not-found")]
    public void It_is_told_before_the_file_travels_what_the_old_document_would_say(DocumentStatus status, string? code)
    {
        var state = DocumentExamples.One(status);
        var type = state.TypeCode ?? "diploma";
        var early = ReplaceDocumentRule.CheckReplaced(
            DocumentView.Of(DocumentExamples.Id, state), Examples.Applicant, type, DocumentExamples.NewId);
        var late = ReplaceDocumentRule.Supersede(state, DocumentExamples.Supersede with { TypeCode = type }).Refusal;
        Assert.Equal((code, code), (early?.Code, late?.Code));
    }

    [Fact]
    public void A_repeat_is_let_through_and_nothing_replaces_itself()
    {
        var superseded = DocumentView.Of(DocumentExamples.Id, ReplaceDocumentRule.Supersede(Old, DocumentExamples.Supersede).State);
        Assert.Null(ReplaceDocumentRule.CheckReplaced(superseded, Examples.Applicant, "diploma", DocumentExamples.NewId));
        var view = DocumentView.Of(DocumentExamples.Id, Old);
        Assert.Equal(
            "replaced-document-not-found",
            ReplaceDocumentRule.CheckReplaced(view, Examples.Applicant, "diploma", DocumentExamples.Id)?.Code);
        Assert.Equal("replaced-document-not-found", ReplaceDocumentRule.CheckReplaced(view, "x", "diploma", "y")?.Code);
    }

    [Fact]
    public void The_new_document_remembers_to_tell_the_old_one_and_is_taken_back_when_it_says_no()
    {
        var replacing = DocumentExamples.Replacing;
        Assert.Equal((true, DocumentExamples.Id, DocumentStatus.Uploaded), (replacing.IsReplacing, replacing.Replaces, replacing.Status));
        var finished = Decisions.Accepts(ReplaceDocumentRule.Finish(replacing, null), new DocumentReplaced(DocumentExamples.Id));
        Assert.Equal((false, DocumentExamples.Id), (finished.IsReplacing, finished.Replaces));
        Decisions.Repeats(finished, state => ReplaceDocumentRule.Finish(state, DocumentRefusals.AlreadySuperseded));

        var back = Decisions.Accepts(
            ReplaceDocumentRule.Finish(replacing, DocumentRefusals.AlreadySuperseded), new DocumentRemoved(Examples.Applicant));
        Assert.Equal((DocumentStatus.Removed, null, false), (back.Status, back.File, back.IsReplacing));
    }

    [Fact]
    public void A_pinned_document_stays_and_others_go()
    {
        var pinned = Decisions.Accepts(KeepDocumentRule.Pin(Old, new PinDocument("a")), new DocumentPinned("a"));
        Decisions.Repeats(pinned, state => KeepDocumentRule.Pin(state, new PinDocument("a")));
        var twice = Decisions.Accepts(KeepDocumentRule.Pin(pinned, new PinDocument("b")), new DocumentPinned("b"));
        Assert.Equal("a b", string.Join(' ', twice.PinnedBy));
        Assert.True(DocumentView.Of("d", twice)!.IsInUse);
        Decisions.Refuses(twice, KeepDocumentRule.Remove(twice, new RemoveDocument(Examples.Applicant)), "document-in-use");
        Decisions.Refuses(Old, KeepDocumentRule.Remove(Old, new RemoveDocument("x")), "document-not-found");

        var removed = Decisions.Accepts(
            KeepDocumentRule.Remove(Old, new RemoveDocument(Examples.Applicant)), new DocumentRemoved(Examples.Applicant));
        Decisions.Repeats(removed, state => KeepDocumentRule.Remove(state, new RemoveDocument(Examples.Applicant)));
        Assert.Null(DocumentView.Of("d", removed));
    }
}
