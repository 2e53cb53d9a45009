using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>
/// How long a document is kept: as long as its owner wants, and longer when an application was sent with it (domain
/// reference 5.8: an application pins the document).
/// </summary>
public static class KeepDocumentRule
{
    /// <summary>Repeatable. A document that was superseded meanwhile can still be pinned: it is the one that was sent.</summary>
    public static Decision<DocumentState> Pin(DocumentState state, PinDocument command)
    {
        if (state.File is null) return Decision.Refuse(state, DocumentRefusals.NotFound);
        if (state.PinnedBy.Contains(command.ApplicationId)) return Decision.Repeat(state);
        if (state.Status is DocumentStatus.CheckPending) return Decision.Refuse(state, DocumentRefusals.CheckPending);
        if (state.Status is DocumentStatus.NumberRejected) return Decision.Refuse(state, DocumentRefusals.AlreadyRejected);
        return Decision.Accept(
            state with { PinnedBy = state.PinnedBy.Add(command.ApplicationId) }, new DocumentPinned(command.ApplicationId));
    }

    /// <summary>Repeatable.</summary>
    public static Decision<DocumentState> Remove(DocumentState state, RemoveDocument command)
    {
        if (state.Status is DocumentStatus.NotStarted || state.OwnerId != command.OwnerId)
            return Decision.Refuse(state, DocumentRefusals.NotFound);
        if (state.Status is DocumentStatus.Removed) return Decision.Repeat(state);
        return state.PinnedBy.Length > 0 ? Decision.Refuse(state, DocumentRefusals.InUse) : Empty(state);
    }

    /// <summary>All that is left is whose it was, when it came, and what it was a version of.</summary>
    internal static Decision<DocumentState> Empty(DocumentState state) => Decision.Accept(
        new DocumentState
        {
            Status = DocumentStatus.Removed,
            OwnerId = state.OwnerId,
            TypeCode = state.TypeCode,
            Replaces = state.Replaces,
            ReplacedBy = state.ReplacedBy,
            UploadedAt = state.UploadedAt, // it still counts among today's uploads
        },
        new DocumentRemoved(state.OwnerId!));
}
