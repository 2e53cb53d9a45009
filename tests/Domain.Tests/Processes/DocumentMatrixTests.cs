using Siskop2mi.Domain.Tests.Applications;
using Siskop2mi.Domain.Tests.Documents;

namespace Siskop2mi.Domain.Tests.Processes;

/// <summary>Every command in every status, by the real rules: they and the transition table say the same.</summary>
public sealed class DocumentMatrixTests
{
    internal static IEnumerable<DocumentStatus> Statuses => Enum.GetValues<DocumentStatus>();

    internal static IEnumerable<DocumentCommand> Commands =>
        Enum.GetValues<DocumentCommand>().Where(command => command is not DocumentCommand.Unspecified);

    public static TheoryData<DocumentStatus, DocumentCommand> Pairs
    {
        get
        {
            var pairs = new TheoryData<DocumentStatus, DocumentCommand>();
            foreach (var status in Statuses)
            {
                foreach (var command in Commands) pairs.Add(status, command);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_rules_agree_with_the_table(DocumentStatus status, DocumentCommand command)
    {
        var cell = Run(status, command);
        if (DocumentStatuses.After(status, command) is { } next) Assert.Equal(next.ToString(), Assert.Single(cell.Next));
        else Assert.Empty(cell.Next);
    }

    [Fact]
    public void An_example_has_the_status_it_stands_for() => Assert.All(
        Statuses, status => Assert.All(DocumentExamples.Of(status), state => Assert.Equal(status, state.Status)));

    // What an application was sent with stays readable whatever is done to it.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Nothing_takes_the_file_of_a_pinned_document(DocumentStatus status, DocumentCommand command)
    {
        foreach (var state in DocumentExamples.Of(status).Where(state => state.File is not null))
        {
            var pinned = state with { PinnedBy = ["applicant-1.other-batch"] };
            Assert.Equal(state.File, Run(pinned, command).State.File);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_is_removed_holds_nothing_of_the_person(DocumentStatus status, DocumentCommand command)
    {
        foreach (var next in DocumentExamples.Of(status).Select(state => Run(state, command).State))
        {
            if (next.Status is not DocumentStatus.Removed) continue;
            Assert.Null(next.Number);
            Assert.Null(next.File);
            Assert.Null(next.NumberCheck);
            Assert.Empty(next.Details);
        }
    }

    internal static Cell Run(DocumentStatus status, DocumentCommand command) =>
        Cell.Of(DocumentExamples.Of(status).Select(state => Run(state, command)), state => state.Status.ToString());

    // Fresh commands, never sent before: another number, another file, another successor.
    private static Decision<DocumentState> Run(DocumentState state, DocumentCommand command)
    {
        var other = DocumentExamples.CheckRegistration with { Number = DocumentNumber.Restore("STR-00002") };
        return command switch
        {
            DocumentCommand.CheckNumberAccepted => DocumentExamples.Check(state, StrAnswer.Valid, other),
            DocumentCommand.CheckNumberUnanswered => DocumentExamples.Check(state, StrAnswer.NoAnswer, other),
            DocumentCommand.CheckNumberRejected => DocumentExamples.Check(state, StrAnswer.NotFound, other),
            DocumentCommand.HearAccepted => NumberCheckRule.Hear(state, StrAnswer.Valid),
            DocumentCommand.HearRejected => NumberCheckRule.Hear(state, StrAnswer.NameMismatch),
            DocumentCommand.HearNothing => NumberCheckRule.Hear(state, StrAnswer.NoAnswer),
            DocumentCommand.Add => Add(state),
            DocumentCommand.Supersede => ReplaceDocumentRule.Supersede(
                state, DocumentExamples.Supersede with { TypeCode = state.TypeCode ?? "diploma" }),
            DocumentCommand.Pin => KeepDocumentRule.Pin(state, new PinDocument(ApplicationExamples.Id)),
            DocumentCommand.Remove => KeepDocumentRule.Remove(state, new RemoveDocument(Examples.Applicant)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Teach the matrix this command."),
        };
    }

    private static Decision<DocumentState> Add(DocumentState state)
    {
        var isRegistration = state.TypeCode == DocumentExamples.Registration.Code;
        var command = isRegistration ? DocumentExamples.AddRegistration : DocumentExamples.AddDiploma;
        var facts = new AddDocumentFacts(isRegistration ? DocumentExamples.Registration : DocumentExamples.Diploma, Examples.Now);
        return AddDocumentRule.Decide(state, command with { File = command.File with { Sha256 = "other" } }, facts);
    }
}
