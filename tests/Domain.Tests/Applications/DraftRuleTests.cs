namespace Siskop2mi.Domain.Tests.Applications;

public sealed class DraftRuleTests
{
    private static readonly StartApplication Command = new(Examples.Applicant, Examples.Vacancy);

    [Fact]
    public void A_draft_opens()
    {
        var next = Decisions.Accepts(
            DraftRule.Start(new ApplicationState(), Command, ApplicationExamples.Id, ApplicationExamples.Open), new ApplicationStarted(
                Examples.Vacancy));
        Assert.Equal(
            (ApplicationStatus.Draft, Examples.Applicant, Examples.Batch, Examples.Vacancy, 1),
            (next.Status, next.ApplicantId, next.BatchId, next.VacancyId, next.Revision));
    }

    [Fact]
    public void No_draft_opens_outside_the_window() => Decisions.Refuses(
        new ApplicationState(),
        DraftRule.Start(new ApplicationState(), Command, ApplicationExamples.Id, ApplicationExamples.Open with { VacancyIsOpen = false }),
        "registration-closed");

    [Theory]
    [InlineData(ApplicationStatus.Draft)]
    [InlineData(ApplicationStatus.Submitted)]
    [InlineData(ApplicationStatus.DocumentsVerified)]
    public void Opening_again_answers_what_there_is_also_when_the_window_has_closed(ApplicationStatus status)
    {
        foreach (var state in ApplicationExamples.Of(status))
        {
            Decisions.Repeats(
                state, DraftRule.Start(state, Command, ApplicationExamples.Id, ApplicationExamples.Open with { VacancyIsOpen = false }));
            var refusal = Decisions.Refuses(
                state, DraftRule.Start(state, Command with { VacancyId = "ijepa-16-careworker" }, ApplicationExamples.Id,
                    ApplicationExamples.Open), "already-applied");
            Assert.Equal(ApplicationExamples.Id, refusal.Facts["applicationId"]);
        }
    }

    [Fact]
    public void Picking_replaces_the_whole_map()
    {
        var first = Decisions.Accepts(
            DraftRule.PickDocuments(ApplicationExamples.Draft, new PickDocuments(ApplicationExamples.Picked, 1)), new DocumentsPicked(2));
        var second = Decisions.Accepts(
            DraftRule.PickDocuments(first, new PickDocuments(ApplicationExamples.Picked.Remove("diploma"), 2)), new DocumentsPicked(1));
        Assert.Equal(3, second.Revision);
        Assert.Equal(["family-permission"], second.Documents.Keys);
    }

    [Fact]
    public void The_last_step_is_kept()
    {
        var next = Decisions.Accepts(
            DraftRule.AnswerLastStep(ApplicationExamples.Draft, new AnswerLastStep(ApplicationExamples.LastStep, 1), true),
                new LastStepAnswered(Examples.Office, true));
        Assert.Equal((ApplicationExamples.LastStep, 2), (next.LastStep, next.Revision));
    }

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "message-too-long")]
    public void A_message_holds_1000_characters(int length, string? code)
    {
        var command = new AnswerLastStep(ApplicationExamples.LastStep with { Message = new string('a', length) }, 1);
        Assert.Equal(code, DraftRule.AnswerLastStep(ApplicationExamples.Draft, command, true).Refusal?.Code);
    }

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "too-many-documents")]
    public void A_dossier_holds_60_documents(int count, string? code)
    {
        var documents = OrdinalMap.Of(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"type-{i}", "document-1")));
        Assert.Equal(code, DraftRule.PickDocuments(ApplicationExamples.Draft, new PickDocuments(documents, 1)).Refusal?.Code);
    }

    [Fact]
    public void The_office_is_heard_of_before_the_message()
    {
        var command = new AnswerLastStep(ApplicationExamples.LastStep with { Message = new string('a', 2_000) }, 1);
        Decisions.Refuses(
            ApplicationExamples.Draft, DraftRule.AnswerLastStep(ApplicationExamples.Draft, command, officeVerifies: false),
                "office-unknown");
    }

    // The answer was lost on a weak link; the step comes again with the revision it was meant for.
    [Fact]
    public void A_step_sent_again_changes_nothing()
    {
        var pick = new PickDocuments(ApplicationExamples.Picked, 1);
        var picked = DraftRule.PickDocuments(ApplicationExamples.Draft, pick).State;
        var again = pick with { Documents = ImmutableSortedDictionary.CreateRange(ApplicationExamples.Picked) };
        Decisions.Repeats(picked, DraftRule.PickDocuments(picked, again));
        Decisions.Refuses(
            picked, DraftRule.PickDocuments(picked, pick with { Documents = ApplicationExamples.Picked.SetItem("diploma", "document-9") }),
                "version-conflict");

        var answer = new AnswerLastStep(ApplicationExamples.LastStep, 2);
        var answered = DraftRule.AnswerLastStep(picked, answer, true).State;
        Decisions.Repeats(answered, DraftRule.AnswerLastStep(answered, answer with { LastStep = answer.LastStep with { } }, true));
        Decisions.Refuses(
            answered, DraftRule.AnswerLastStep(answered, answer with { LastStep = answer.LastStep with { Message = "x" } }, true),
                "version-conflict");
    }

    public static TheoryData<ApplicationStatus, int, string> Blocked => new()
    {
        { ApplicationStatus.NotStarted, 0, "application-not-found" },
        { ApplicationStatus.Draft, 0, "version-conflict" },
        { ApplicationStatus.Draft, 9, "version-conflict" },
        { ApplicationStatus.Submitted, 4, "application-not-a-draft" },
        { ApplicationStatus.Submitted, 0, "application-not-a-draft" }, // heard before the stale revision
        { ApplicationStatus.DocumentsVerified, 6, "application-not-a-draft" },
    };

    [Theory]
    [MemberData(nameof(Blocked))]
    public void Steps_are_blocked_for_a_reason(ApplicationStatus status, int revision, string code)
    {
        var other = ImmutableSortedDictionary<string, string>.Empty.Add("passport", "document-9");
        foreach (var state in ApplicationExamples.Of(status))
        {
            Decisions.Refuses(state, DraftRule.PickDocuments(state, new PickDocuments(other, revision)), code);
            Decisions.Refuses(
                state, DraftRule.AnswerLastStep(state, new AnswerLastStep(new LastStep("bp3mi-bali", false, "x"), revision), true), code);
        }
    }

    [Fact]
    public void A_key_tells_whose_application_it_is()
    {
        Assert.Equal(ApplicationExamples.Id, ApplicationKey.Of(Examples.Applicant, Examples.Batch));
        Assert.Equal(Examples.Applicant, ApplicationKey.ApplicantOf(ApplicationExamples.Id));
    }
}
