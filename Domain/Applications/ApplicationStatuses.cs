using System.Collections.Frozen;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// THE transition table: which command is possible in which status. Rules ask it; the exhaustive test prints it into
/// <c>docs/processes.md</c>.
/// </summary>
public static class ApplicationStatuses
{
    private static readonly FrozenDictionary<(ApplicationStatus, ApplicationCommand), ApplicationStatus> Transitions =
        new Dictionary<(ApplicationStatus, ApplicationCommand), ApplicationStatus>
        {
            [(ApplicationStatus.NotStarted, ApplicationCommand.Start)] = ApplicationStatus.Draft,
            [(ApplicationStatus.Draft, ApplicationCommand.PickDocuments)] = ApplicationStatus.Draft,
            [(ApplicationStatus.Draft, ApplicationCommand.AnswerLastStep)] = ApplicationStatus.Draft,
            [(ApplicationStatus.Draft, ApplicationCommand.Submit)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.Submitted, ApplicationCommand.Claim)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.Submitted, ApplicationCommand.Release)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.Submitted, ApplicationCommand.Verify)] = ApplicationStatus.DocumentsVerified,
            [(ApplicationStatus.Submitted, ApplicationCommand.BookAppointment)] = ApplicationStatus.Submitted,
        }.ToFrozenDictionary();

    /// <summary>The status a command leads to, or null when it is not possible in this one.</summary>
    public static ApplicationStatus? After(ApplicationStatus status, ApplicationCommand command) =>
        Transitions.TryGetValue((status, command), out var next) ? next : null;
}

/// <summary>Everything that can be done to an application.</summary>
public enum ApplicationCommand
{
    Unspecified = 0,
    Start = 1,
    PickDocuments = 2,
    AnswerLastStep = 3,
    Submit = 4,
    Claim = 5,
    Release = 6,
    Verify = 7,

    /// <summary>Take, move or give up a slot at the chosen office.</summary>
    BookAppointment = 20,
}
