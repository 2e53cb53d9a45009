using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>
/// A new version of a document. The new one is in the wallet first, then the old one is told; whose place was taken before
/// says no, and the new one is taken back. So whatever crashes in between, the person has one or the other.
/// </summary>
public static class ReplaceDocumentRule
{
    /// <summary>Why a document cannot be replaced, before anything is done; null when it can, or was by the same one.</summary>
    public static Refusal? CheckReplaced(DocumentView? old, string ownerId, string typeCode, string byDocumentId)
    {
        if (old is null || old.OwnerId != ownerId || old.DocumentId == byDocumentId) return DocumentRefusals.ReplacedNotFound;
        if (old.ReplacedBy == byDocumentId) return null;
        return WhyNot(old.Status, old.TypeCode, typeCode);
    }

    /// <summary>On the old document. Repeatable by the same new one.</summary>
    public static Decision<DocumentState> Supersede(DocumentState state, SupersedeDocument command)
    {
        if (state.OwnerId != command.OwnerId) return Decision.Refuse(state, DocumentRefusals.ReplacedNotFound);
        // Also when it was removed since: the new one must not be taken back for that.
        if (state.ReplacedBy == command.ByDocumentId) return Decision.Repeat(state);
        if (state.File is null) return Decision.Refuse(state, DocumentRefusals.ReplacedNotFound);
        if (WhyNot(state.Status, state.TypeCode!, command.TypeCode) is { } refusal) return Decision.Refuse(state, refusal);
        return Decision.Accept(
            state with { Status = DocumentStatus.Superseded, ReplacedBy = command.ByDocumentId },
            new DocumentSuperseded(command.ByDocumentId));
    }

    /// <summary>On the new document, when the old one has answered.</summary>
    /// <param name="state">The new document.</param>
    /// <param name="refusal">Why the old one is not to be replaced; null when it was.</param>
    public static Decision<DocumentState> Finish(DocumentState state, Refusal? refusal)
    {
        if (!state.IsReplacing) return Decision.Repeat(state);
        return refusal is null
            ? Decision.Accept(state with { IsReplacing = false }, new DocumentReplaced(state.Replaces!))
            : KeepDocumentRule.Empty(state);
    }

    private static Refusal? WhyNot(DocumentStatus status, string typeCode, string newTypeCode) =>
        typeCode != newTypeCode ? DocumentRefusals.ReplacedOfOtherType
        : status is DocumentStatus.Superseded ? DocumentRefusals.AlreadySuperseded
        : status is DocumentStatus.NumberRejected ? DocumentRefusals.AlreadyRejected
        : null;
}
