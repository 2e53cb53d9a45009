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
            [(ApplicationStatus.Draft, ApplicationCommand.JoinLine)] = ApplicationStatus.WaitingForPlace,
            [(ApplicationStatus.Draft, ApplicationCommand.JoinDraw)] = ApplicationStatus.InDraw,
            [(ApplicationStatus.Draft, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,

            [(ApplicationStatus.InDraw, ApplicationCommand.GetPlace)] = ApplicationStatus.Submitted,
            // Not drawn, and a place became free before it heard that it waits.
            [(ApplicationStatus.InDraw, ApplicationCommand.HearOffer)] = ApplicationStatus.PlaceOnOffer,
            [(ApplicationStatus.InDraw, ApplicationCommand.JoinLine)] = ApplicationStatus.WaitingForPlace,
            [(ApplicationStatus.InDraw, ApplicationCommand.LosePlace)] = ApplicationStatus.NotDrawn,
            [(ApplicationStatus.InDraw, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,

            [(ApplicationStatus.WaitingForPlace, ApplicationCommand.HearOffer)] = ApplicationStatus.PlaceOnOffer,
            [(ApplicationStatus.WaitingForPlace, ApplicationCommand.GetPlace)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.WaitingForPlace, ApplicationCommand.LosePlace)] = ApplicationStatus.Draft,
            [(ApplicationStatus.WaitingForPlace, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,

            // Who lets an offer lapse has a draft again, and may send it to the end of the line.
            [(ApplicationStatus.PlaceOnOffer, ApplicationCommand.GetPlace)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.PlaceOnOffer, ApplicationCommand.LosePlace)] = ApplicationStatus.Draft,
            [(ApplicationStatus.PlaceOnOffer, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,

            [(ApplicationStatus.Submitted, ApplicationCommand.Claim)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.Submitted, ApplicationCommand.Release)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.Submitted, ApplicationCommand.RecordVerdict)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.Submitted, ApplicationCommand.Verify)] = ApplicationStatus.DocumentsVerified,
            [(ApplicationStatus.Submitted, ApplicationCommand.Return)] = ApplicationStatus.NeedsFix,
            [(ApplicationStatus.Submitted, ApplicationCommand.Fail)] = ApplicationStatus.DocumentsFailed,
            [(ApplicationStatus.Submitted, ApplicationCommand.MarkAbsent)] = ApplicationStatus.Absent,
            [(ApplicationStatus.Submitted, ApplicationCommand.Move)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.Submitted, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,

            // The office may still act on what waits for the applicant: give more time by sending it back again, or end it.
            [(ApplicationStatus.NeedsFix, ApplicationCommand.PickDocuments)] = ApplicationStatus.NeedsFix,
            [(ApplicationStatus.NeedsFix, ApplicationCommand.Submit)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.NeedsFix, ApplicationCommand.Claim)] = ApplicationStatus.NeedsFix,
            [(ApplicationStatus.NeedsFix, ApplicationCommand.Release)] = ApplicationStatus.NeedsFix,
            [(ApplicationStatus.NeedsFix, ApplicationCommand.Return)] = ApplicationStatus.NeedsFix,
            [(ApplicationStatus.NeedsFix, ApplicationCommand.Fail)] = ApplicationStatus.DocumentsFailed,
            [(ApplicationStatus.NeedsFix, ApplicationCommand.Move)] = ApplicationStatus.NeedsFix,
            [(ApplicationStatus.NeedsFix, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,

            [(ApplicationStatus.DocumentsVerified, ApplicationCommand.PassStage)] = ApplicationStatus.InSelection,
            [(ApplicationStatus.DocumentsVerified, ApplicationCommand.FailStage)] = ApplicationStatus.Unsuccessful,
            [(ApplicationStatus.DocumentsVerified, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,

            [(ApplicationStatus.InSelection, ApplicationCommand.PassStage)] = ApplicationStatus.InSelection,
            [(ApplicationStatus.InSelection, ApplicationCommand.FailStage)] = ApplicationStatus.Unsuccessful,
            [(ApplicationStatus.InSelection, ApplicationCommand.Withdraw)] = ApplicationStatus.Withdrawn,

            [(ApplicationStatus.Withdrawn, ApplicationCommand.Start)] = ApplicationStatus.Draft,
            [(ApplicationStatus.Submitted, ApplicationCommand.BookAppointment)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.NeedsFix, ApplicationCommand.BookAppointment)] = ApplicationStatus.NeedsFix,
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
    RecordVerdict = 8,
    Return = 9,
    Fail = 10,
    MarkAbsent = 11,
    Move = 12,
    Withdraw = 13,
    PassStage = 14,
    FailStage = 15,

    /// <summary>Sent while every place was taken, or not drawn where a waiting list is kept.</summary>
    JoinLine = 16,

    /// <summary>Sent to a vacancy that draws.</summary>
    JoinDraw = 17,

    /// <summary>A place that became free is offered.</summary>
    HearOffer = 18,

    /// <summary>The applicant accepts the offer, or is drawn.</summary>
    GetPlace = 19,

    /// <summary>Take, move or give up a slot at the chosen office.</summary>
    BookAppointment = 20,

    /// <summary>The offer lapsed, or the draw went to others.</summary>
    LosePlace = 21,
}
