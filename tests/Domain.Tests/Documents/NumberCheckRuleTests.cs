namespace Siskop2mi.Domain.Tests.Documents;

public sealed class NumberCheckRuleTests
{
    private static readonly DocumentState Nothing = new();

    private static DocumentMetadata Metadata => DocumentMetadata.Of(DocumentExamples.AddRegistration);

    [Fact]
    public void A_number_the_register_knows_may_be_uploaded()
    {
        var next = Decisions.Accepts(
            DocumentExamples.Check(Nothing, StrAnswer.Valid), new DocumentNumberAccepted(Examples.Applicant, "nurse-registration"));
        Assert.Equal(
            (DocumentStatus.NumberAccepted, DocumentExamples.CheckRegistration.Number, Examples.Now),
            (next.Status, next.Number, next.NumberCheck!.StartedAt));
    }

    // Guide L10: if the number is not valid, one cannot go on.
    [Theory]
    [InlineData(StrAnswer.NotFound, "register-not-found")]
    [InlineData(StrAnswer.Expired, "register-expired")]
    [InlineData(StrAnswer.NameMismatch, "register-name-mismatch")]
    public void A_number_it_does_not_accept_leaves_nothing_behind(StrAnswer answer, string reason)
    {
        var refusal = Decisions.Refuses(Nothing, DocumentExamples.Check(Nothing, answer), "register-number-rejected");
        Assert.Equal(new RefusalReason(reason, "/number"), Assert.Single(refusal.Reasons));
    }

    [Fact]
    public void A_register_that_is_away_holds_nobody_up()
    {
        var next = Decisions.Accepts(
            DocumentExamples.Check(Nothing, StrAnswer.NoAnswer), new DocumentNumberDeferred(Examples.Applicant, "nurse-registration"));
        Assert.Equal((DocumentStatus.NumberCheckPending, 1), (next.Status, next.NumberCheck!.Silences));
        var added = AddDocumentRule.Decide(next, DocumentExamples.AddRegistration, Facts());
        Assert.Equal(DocumentStatus.CheckPending, added.State.Status);
    }

    [Fact]
    public void The_same_check_again_asks_nobody()
    {
        var accepted = DocumentExamples.One(DocumentStatus.NumberAccepted);
        Decisions.Repeats(accepted, state => NumberCheckRule.BeforeAsking(state, DocumentExamples.CheckRegistration, null)!);
        var uploaded = AddDocumentRule.Decide(accepted, DocumentExamples.AddRegistration, Facts()).State;
        Decisions.Repeats(uploaded, state => DocumentExamples.Check(state, StrAnswer.NotFound));
        Assert.Null(NumberCheckRule.BeforeAsking(Nothing, DocumentExamples.CheckRegistration, DocumentExamples.Registration));
    }

    [Fact]
    public void A_key_belongs_to_one_question()
    {
        var state = DocumentExamples.One(DocumentStatus.NumberAccepted);
        Refuses(DocumentExamples.CheckRegistration with { Number = DocumentNumber.Restore("STR-00002") });
        Refuses(DocumentExamples.CheckRegistration with { TypeCode = "diploma" });
        Refuses(DocumentExamples.CheckRegistration with { OwnerId = "applicant-2" });

        void Refuses(CheckNumber other) =>
            Decisions.Refuses(state, DocumentExamples.Check(state, StrAnswer.Valid, other), "idempotency-key-reused");
    }

    [Fact]
    public void What_was_rejected_later_is_rejected_again_and_what_was_removed_is_gone()
    {
        var rejected = DocumentExamples.One(DocumentStatus.NumberRejected);
        Decisions.Refuses(rejected, DocumentExamples.Check(rejected, StrAnswer.Valid), "register-number-rejected");
        var removed = DocumentExamples.One(DocumentStatus.Removed);
        Decisions.Refuses(removed, DocumentExamples.Check(removed, StrAnswer.Valid), "document-not-found");
    }

    [Theory]
    [InlineData("none", "STR-00001", "document-type-unknown")]
    [InlineData("diploma", "STR-00001", "number-check-not-asked")]
    [InlineData("other-register", "STR-00001", "document-register-unavailable")]
    [InlineData("nurse-registration", "STR", "document-number-format")]
    [InlineData("nurse-registration", " STR-00001", "document-metadata-not-accepted")]
    [InlineData("nurse-registration", "STR-00001", null)]
    public void What_cannot_be_asked_is_refused_before(string type, string number, string? code)
    {
        DocumentType[] types =
        [
            DocumentExamples.Diploma, DocumentExamples.Registration,
            DocumentExamples.Registration with { Code = "other-register", ExternalCheck = "police-register" },
        ];
        var command = DocumentExamples.CheckRegistration with { TypeCode = type, Number = DocumentNumber.Restore(number) };
        var decision = NumberCheckRule.BeforeAsking(Nothing, command, types.SingleOrDefault(one => one.Code == type));
        Assert.Equal(code, decision?.Refusal?.Code);
    }

    [Theory]
    [InlineData(DocumentStatus.NumberCheckPending, DocumentStatus.NumberAccepted)]
    [InlineData(DocumentStatus.CheckPending, DocumentStatus.Uploaded)]
    public void A_late_yes_is_told(DocumentStatus before, DocumentStatus after) => Assert.Equal(after, Decisions.Accepts(
        NumberCheckRule.Hear(DocumentExamples.One(before), StrAnswer.Valid),
        new DocumentNumberConfirmed(Examples.Applicant, "nurse-registration")).Status);

    [Theory]
    [InlineData(DocumentStatus.NumberCheckPending)]
    [InlineData(DocumentStatus.CheckPending)]
    public void A_late_no_is_final_and_told(DocumentStatus before)
    {
        var next = Decisions.Accepts(
            NumberCheckRule.Hear(DocumentExamples.One(before), StrAnswer.NameMismatch),
            new DocumentNumberRejected(Examples.Applicant, "nurse-registration", StrAnswer.NameMismatch));
        Assert.Equal((DocumentStatus.NumberRejected, StrAnswer.NameMismatch), (next.Status, next.NumberCheck!.Answer));
        Decisions.Repeats(next, state => NumberCheckRule.Hear(state, StrAnswer.Valid));
    }

    [Fact]
    public void Silence_is_counted_and_waited_for_longer_each_time()
    {
        var decision = NumberCheckRule.Hear(DocumentExamples.One(DocumentStatus.CheckPending), StrAnswer.NoAnswer);
        Assert.Empty(decision.Events);
        Assert.Equal(2, decision.State.NumberCheck!.Silences);
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(1, 8).Select(count => NumberCheckRule.WaitAfter(count).TotalMinutes));
        Assert.Equal(TimeSpan.FromHours(1), NumberCheckRule.WaitAfter(int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberCheckRule.WaitAfter(0));
    }

    [Theory]
    [InlineData(DocumentStatus.NumberCheckPending, true, false)] // no file came in time: nobody asks any more
    [InlineData(DocumentStatus.CheckPending, true, true)]
    [InlineData(DocumentStatus.NumberAccepted, false, false)]
    [InlineData(DocumentStatus.NumberRejected, false, false)]
    [InlineData(DocumentStatus.Superseded, false, false)]
    [InlineData(DocumentStatus.Removed, false, false)]
    public void Only_what_is_pending_is_asked_again(DocumentStatus status, bool now, bool afterAWeek)
    {
        var state = DocumentExamples.One(status);
        Assert.Equal(now, NumberCheckRule.IsToBeAskedAgain(state, Examples.Now + NumberCheckRule.GoodFor - TimeSpan.FromTicks(1)));
        Assert.Equal(afterAWeek, NumberCheckRule.IsToBeAskedAgain(state, Examples.Now + NumberCheckRule.GoodFor));
    }

    [Fact]
    public void An_upload_rests_on_a_check_of_ones_own_of_the_same_number_and_not_too_old()
    {
        var view = NumberCheckView.Of(DocumentExamples.Id, DocumentExamples.One(DocumentStatus.NumberAccepted))!;
        Assert.Null(Check(view));
        Assert.Equal("number-check-required", Check(null)?.Code);
        Assert.Equal("document-not-found", Check(view with { OwnerId = "applicant-2" })?.Code);
        Assert.Equal("number-check-of-other", Check(view with { Number = DocumentNumber.Restore("STR-00002") })?.Code);
        Assert.Equal("number-check-of-other", Check(view with { TypeCode = "diploma" })?.Code);
        Assert.Equal("number-check-required", Check(view, NumberCheckRule.GoodFor)?.Code);
        Assert.Null(Check(view, NumberCheckRule.GoodFor - TimeSpan.FromTicks(1)));
        var rejected = NumberCheckView.Of(DocumentExamples.Id, DocumentExamples.One(DocumentStatus.NumberRejected))!;
        Assert.Equal("register-number-rejected", Check(rejected)?.Code);
        // The upload came before and is sent again: the document itself knows whether it is the same.
        Assert.Null(Check(view with { Status = DocumentStatus.Uploaded, Number = DocumentNumber.Restore("STR-00002") }));

        static Refusal? Check(NumberCheckView? check, TimeSpan? later = null) =>
            NumberCheckRule.CheckUpload(check, Examples.Applicant, Metadata, Examples.Now + (later ?? TimeSpan.Zero));
    }

    [Fact]
    public void Nobody_skips_the_check_and_nobody_brings_one_that_is_not_asked()
    {
        Decisions.Refuses(
            Nothing, AddDocumentRule.Decide(Nothing, DocumentExamples.AddRegistration, Facts()), "number-check-required");
        var accepted = DocumentExamples.One(DocumentStatus.NumberAccepted);
        Decisions.Refuses(
            accepted,
            AddDocumentRule.Decide(accepted, DocumentExamples.AddDiploma, new AddDocumentFacts(DocumentExamples.Diploma, Examples.Now)),
            "number-check-of-other");
        Assert.Equal(DocumentStatus.Uploaded, AddDocumentRule.Decide(accepted, DocumentExamples.AddRegistration, Facts()).State.Status);
    }

    [Fact]
    public void A_person_has_so_many_numbers_checked_a_day_in_Jakarta()
    {
        var state = new RegisterTriesState();
        for (var count = 1; count <= RegisterTriesRule.MaxADay; count++)
        {
            state = Decisions.Accepts(
                RegisterTriesRule.Count(state, new CountRegisterTry(Examples.Now)), new RegisterTried(Examples.Today, count));
        }

        // 2 March, 10:00 in Jakarta: the next day begins in 14 hours.
        var refusal = Decisions.Refuses(
            state, RegisterTriesRule.Count(state, new CountRegisterTry(Examples.Now)), "too-many-number-checks");
        Assert.Equal("50400", refusal.Facts["retryAfterSeconds"]);
        var tomorrow = Examples.Now.AddHours(14);
        Decisions.Refuses(
            state, RegisterTriesRule.Count(state, new CountRegisterTry(tomorrow.AddTicks(-1))), "too-many-number-checks");
        Assert.Equal(1, RegisterTriesRule.Count(state, new CountRegisterTry(tomorrow)).State.Count);
    }

    private static AddDocumentFacts Facts() => new(DocumentExamples.Registration, Examples.Now);
}
