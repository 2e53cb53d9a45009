using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// What an officer finds of each document. A verdict speaks of one document by its id: when the applicant picks another one, it
/// has no verdict, and what was found in order before stays so.
/// </summary>
public static class VerdictRule
{
    /// <param name="state">The application.</param>
    /// <param name="command">The verdict.</param>
    /// <param name="reason">The reason named, when the catalogue has it for this kind of verdict.</param>
    /// <param name="now">The time.</param>
    public static Decision<ApplicationState> Record(ApplicationState state, RecordVerdict command, Reason? reason, DateTimeOffset now)
    {
        if (VerificationRule.Blocked(state, command.OfficerId, command.OfficeId, ApplicationCommand.RecordVerdict) is { } refusal)
            return Decision.Refuse(state, refusal);
        if (!state.Documents.TryGetValue(command.TypeCode, out var documentId))
            return Decision.Refuse(state, VerificationRefusals.DocumentNotPicked);
        if (command.DocumentId is { } seen && seen != documentId) return Decision.Refuse(state, VerificationRefusals.DocumentChanged);
        if (WhyNot(command, reason) is { } wrong) return Decision.Refuse(state, wrong);

        var verdict = new DocumentVerdict
        {
            DocumentId = documentId,
            Kind = command.Kind,
            Reason = reason?.Code,
            Note = command.Note,
            NeedsReplacement = command.Kind is VerdictKind.NeedsFix && reason!.NeedsReplacement,
            OfficerId = command.OfficerId,
            At = now,
        };
        if (state.Verdicts.TryGetValue(command.TypeCode, out var known) && known == verdict with { At = known.At })
            return Decision.Repeat(state);

        var next = state with { Verdicts = state.Verdicts.SetItem(command.TypeCode, verdict), Revision = state.Revision + 1 };
        return Decision.Accept(next, new VerdictRecorded(command.OfficerId, command.TypeCode, documentId, verdict.Kind, verdict.Reason));
    }

    /// <summary>What the reason of a verdict is looked up for; <see cref="ReasonUse.Unspecified"/> where none is given.</summary>
    public static ReasonUse UseOf(VerdictKind kind) => kind switch
    {
        VerdictKind.NeedsFix => ReasonUse.Fix,
        VerdictKind.Failed => ReasonUse.Fail,
        _ => ReasonUse.Unspecified,
    };

    /// <summary>The verdict on the document that is picked now; null when there is none.</summary>
    public static DocumentVerdict? Current(
        ImmutableSortedDictionary<string, string> documents,
        ImmutableSortedDictionary<string, DocumentVerdict> verdicts,
        string typeCode) =>
        verdicts.TryGetValue(typeCode, out var verdict)
            && documents.TryGetValue(typeCode, out var documentId) && verdict.DocumentId == documentId ? verdict : null;

    /// <summary>The picked document types whose present document has this verdict (null for none yet), in order.</summary>
    internal static ImmutableArray<string> TypesWith(ApplicationState state, VerdictKind? kind) =>
        [.. state.Documents.Keys.Where(type => Current(state.Documents, state.Verdicts, type)?.Kind == kind)];

    private static Refusal? WhyNot(RecordVerdict command, Reason? reason) => command.Kind switch
    {
        VerdictKind.Ok => command.Reason is null ? ReasonRule.CheckNote(command.Note) : VerificationRefusals.ReasonUnknown,
        VerdictKind.NeedsFix or VerdictKind.Failed => ReasonRule.Check(reason, command.Note),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "A verdict says something."),
    };
}
