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
        Assert.NotEmpty(cell.Codes);
        Assert.False(cell.Repeats);
    }

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
        var officer = state.Status is ApplicationStatus.DocumentsVerified ? "officer-2" : Examples.Officer;
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
            ApplicationCommand.Claim => VerificationRule.Claim(state, new ClaimApplication(officer, Examples.Office), Examples.Now),
            ApplicationCommand.Release => VerificationRule.Release(state, new ReleaseApplication(officer, Examples.Office)),
            ApplicationCommand.Verify => VerificationRule.Verify(state, new VerifyApplication(officer, Examples.Office), Examples.Now),
            ApplicationCommand.BookAppointment => AppointmentRule.Book(state, AppointmentExamples.Book, AppointmentExamples.Days),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Teach the matrix this command."),
        };
    }
}
