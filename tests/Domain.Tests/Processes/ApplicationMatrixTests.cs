using Siskop2mi.Domain.Tests.Applications;

namespace Siskop2mi.Domain.Tests.Processes;

/// <summary>Every command in every status, by the real rules: they and the transition table say the same.</summary>
public sealed class ApplicationMatrixTests
{
    internal static IEnumerable<ApplicationStatus> Statuses => Enum.GetValues<ApplicationStatus>();

    internal static IEnumerable<ApplicationCommand> Commands =>
        Enum.GetValues<ApplicationCommand>().Where(command => command is not ApplicationCommand.Unspecified);

    public static TheoryData<ApplicationStatus, ApplicationCommand> Pairs
    {
        get
        {
            var pairs = new TheoryData<ApplicationStatus, ApplicationCommand>();
            foreach (var status in Statuses)
            {
                foreach (var command in Commands) pairs.Add(status, command);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_rules_agree_with_the_table(ApplicationStatus status, ApplicationCommand command)
    {
        var cell = Run(status, command);
        if (ApplicationStatuses.After(status, command) is { } next)
        {
            Assert.Equal(next.ToString(), Assert.Single(cell.Next));
            return;
        }

        Assert.Empty(cell.Next);
        Assert.Equal(!IsNews(status, command), cell.Codes.Count > 0);
        Assert.Equal(IsNews(status, command), cell.Repeats);
    }

    // What the vacancy tells is never refused: it is followed, or it changes nothing and is answered with "not held".
    private static bool IsNews(ApplicationStatus status, ApplicationCommand command) =>
        command is ApplicationCommand.HearOffer or ApplicationCommand.LosePlace
        || (command is ApplicationCommand.JoinLine or ApplicationCommand.JoinDraw && status is not ApplicationStatus.Draft);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_revision_grows_by_one_with_every_accepted_command(ApplicationStatus status, ApplicationCommand command)
    {
        foreach (var state in ApplicationExamples.Of(status))
        {
            var decision = Run(state, command);
            Assert.Equal(state.Revision + decision.Events.Length, decision.State.Revision);
            Assert.InRange(decision.Events.Length, 0, 1);
        }
    }

    internal static Cell Run(ApplicationStatus status, ApplicationCommand command) =>
        Cell.Of(ApplicationExamples.Of(status).Select(state => Run(state, command)), state => state.Status.ToString());

    // Fresh commands, never sent before: another vacancy, another key, and, once decided, another officer.
    private static Decision<ApplicationState> Run(ApplicationState state, ApplicationCommand command)
    {
        var isDecided = state.Status is ApplicationStatus.DocumentsVerified or ApplicationStatus.DocumentsFailed or ApplicationStatus.Absent
            || state is { Status: ApplicationStatus.NeedsFix, Claim: null };
        var officer = isDecided ? "officer-2" : Examples.Officer;
        return command switch
        {
            ApplicationCommand.Start => DraftRule.Start(
                state, new StartApplication(Examples.Applicant, "ijepa-16-careworker"), ApplicationExamples.Id, ApplicationExamples.Open),
            ApplicationCommand.PickDocuments =>
                DraftRule.PickDocuments(state, new PickDocuments(ApplicationExamples.Picked, state.Revision)),
            ApplicationCommand.AnswerLastStep =>
                DraftRule.AnswerLastStep(state, new AnswerLastStep(ApplicationExamples.LastStep, state.Revision), true),
            ApplicationCommand.Submit =>
                SubmissionRule.Decide(state, new SubmitApplication("fresh", Examples.Now), ApplicationExamples.Complete),
            ApplicationCommand.Claim =>
                VerificationRule.Claim(state, new ClaimApplication(officer, Examples.Office), ApplicationExamples.ClaimNow),
            ApplicationCommand.Release => VerificationRule.Release(state, new ReleaseApplication(officer, Examples.Office)),
            ApplicationCommand.Verify =>
                VerificationEndRule.Verify(state, new VerifyApplication(officer, Examples.Office, true), Examples.Now),
            ApplicationCommand.BookAppointment => AppointmentRule.Book(state, AppointmentExamples.Book, AppointmentExamples.Days),
            ApplicationCommand.RecordVerdict => VerdictRule.Record(
                state, ApplicationExamples.Verdict("diploma", VerdictKind.Ok, null, "fresh") with { OfficerId = officer }, null,
                Examples.Now),
            ApplicationCommand.Return =>
                VerificationEndRule.Return(state, new ReturnApplication(officer, Examples.Office, "fresh"), Examples.Now, 7),
            ApplicationCommand.Fail => VerificationEndRule.Fail(
                state, new FailApplication(officer, Examples.Office, "fresh", null), ApplicationExamples.Forged, Examples.Now),
            ApplicationCommand.MarkAbsent =>
                VerificationEndRule.MarkAbsent(state, new MarkAbsent(officer, Examples.Office, null), Examples.Now),
            ApplicationCommand.Move => VerificationRule.Move(state, new MoveApplication("bp3mi-bali"), officeVerifies: true),
            ApplicationCommand.Withdraw =>
                WithdrawalRule.Decide(state, new WithdrawApplication("fresh", null, true), ApplicationExamples.Withdrawal),
            ApplicationCommand.PassStage => Publish(state, passed: true),
            ApplicationCommand.FailStage => Publish(state, passed: false),
            ApplicationCommand.JoinLine =>
                IsNews(state.Status, command) ? Hear(state, HoldingStatus.Waiting) : Send(state, HoldingStatus.Waiting),
            ApplicationCommand.JoinDraw =>
                IsNews(state.Status, command) ? Hear(state, HoldingStatus.Entered) : Send(state, HoldingStatus.Entered),
            ApplicationCommand.HearOffer => Hear(state, HoldingStatus.Offered),
            ApplicationCommand.GetPlace =>
                PlaceNewsRule.Accept(state, ApplicationExamples.Receipt(HoldingStatus.Taken), Examples.Now),
            ApplicationCommand.LosePlace => Hear(state, HoldingStatus.Lost),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Teach the matrix this command."),
        };
    }

    private static Decision<ApplicationState> Hear(ApplicationState state, HoldingStatus kept) =>
        PlaceNewsRule.Hear(state, ApplicationExamples.News(kept), Examples.Now);

    private static Decision<ApplicationState> Send(ApplicationState state, HoldingStatus kept) => SubmissionRule.Decide(
        state, new SubmitApplication("fresh", Examples.Now),
        ApplicationExamples.Complete with { KeepsPlaces = true, Place = ApplicationExamples.Receipt(kept) });

    private static Decision<ApplicationState> Publish(ApplicationState state, bool passed)
    {
        var stage = StageRule.Next(state.Stage, ApplicationExamples.Stages)!;
        var isKnown = state.Results.Any(result => result.Stage == stage && result.Passed == passed);
        return StageRule.Decide(
            state, new PublishResult(isKnown ? "in-training" : stage, passed, null, "fresh"), ApplicationExamples.Stages, Examples.Now);
    }
}
