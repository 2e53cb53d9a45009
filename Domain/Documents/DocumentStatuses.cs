using System.Collections.Frozen;

namespace Siskop2mi.Domain.Documents;

/// <summary>
/// THE transition table: which command is possible in which status. Rules ask it; the exhaustive test prints it into
/// <c>docs/processes.md</c>.
/// </summary>
public static class DocumentStatuses
{
    private static readonly FrozenDictionary<(DocumentStatus, DocumentCommand), DocumentStatus> Transitions =
        new Dictionary<(DocumentStatus, DocumentCommand), DocumentStatus>
        {
            [(DocumentStatus.NotStarted, DocumentCommand.CheckNumberAccepted)] = DocumentStatus.NumberAccepted,
            [(DocumentStatus.NotStarted, DocumentCommand.CheckNumberUnanswered)] = DocumentStatus.NumberCheckPending,
            [(DocumentStatus.NumberCheckPending, DocumentCommand.HearAccepted)] = DocumentStatus.NumberAccepted,
            [(DocumentStatus.CheckPending, DocumentCommand.HearAccepted)] = DocumentStatus.Uploaded,
            [(DocumentStatus.NumberCheckPending, DocumentCommand.HearRejected)] = DocumentStatus.NumberRejected,
            [(DocumentStatus.CheckPending, DocumentCommand.HearRejected)] = DocumentStatus.NumberRejected,
            [(DocumentStatus.NotStarted, DocumentCommand.Add)] = DocumentStatus.Uploaded,
            [(DocumentStatus.NumberAccepted, DocumentCommand.Add)] = DocumentStatus.Uploaded,
            [(DocumentStatus.NumberCheckPending, DocumentCommand.Add)] = DocumentStatus.CheckPending,
            [(DocumentStatus.Uploaded, DocumentCommand.Supersede)] = DocumentStatus.Superseded,
            [(DocumentStatus.CheckPending, DocumentCommand.Supersede)] = DocumentStatus.Superseded,
            [(DocumentStatus.Uploaded, DocumentCommand.Pin)] = DocumentStatus.Uploaded,
            [(DocumentStatus.Superseded, DocumentCommand.Pin)] = DocumentStatus.Superseded,
            [(DocumentStatus.Uploaded, DocumentCommand.Remove)] = DocumentStatus.Removed,
            [(DocumentStatus.NumberAccepted, DocumentCommand.Remove)] = DocumentStatus.Removed,
            [(DocumentStatus.NumberCheckPending, DocumentCommand.Remove)] = DocumentStatus.Removed,
            [(DocumentStatus.CheckPending, DocumentCommand.Remove)] = DocumentStatus.Removed,
            [(DocumentStatus.NumberRejected, DocumentCommand.Remove)] = DocumentStatus.Removed,
            [(DocumentStatus.Superseded, DocumentCommand.Remove)] = DocumentStatus.Removed,
        }.ToFrozenDictionary();

    /// <summary>The status a command leads to, or null when it is not possible in this one.</summary>
    public static DocumentStatus? After(DocumentStatus status, DocumentCommand command) =>
        Transitions.TryGetValue((status, command), out var next) ? next : null;
}

/// <summary>Everything that can be done to a document, and what a register can say about its number.</summary>
public enum DocumentCommand
{
    Unspecified = 0,
    CheckNumberAccepted = 1,
    CheckNumberUnanswered = 2,
    CheckNumberRejected = 3,
    HearAccepted = 4,
    HearRejected = 5,
    HearNothing = 6,
    Add = 7,
    Supersede = 8,
    Pin = 9,
    Remove = 10,
}
