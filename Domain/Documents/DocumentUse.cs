using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>Whether a document of the wallet can go into an application (domain reference 5.8).</summary>
public static class DocumentUse
{
    /// <summary>Null when it can; otherwise the reason, which points to the pick.</summary>
    /// <param name="document">The document, or null when there is none of its id.</param>
    /// <param name="ownerId">Who applies.</param>
    /// <param name="typeCode">What the document is picked as.</param>
    /// <param name="on">The day it must be valid on, in Jakarta.</param>
    public static RefusalReason? Check(DocumentView? document, string ownerId, string typeCode, DateOnly on)
    {
        var pick = $"documents/{typeCode}";
        if (document?.OwnerId != ownerId || document.TypeCode != typeCode) return new RefusalReason("document-not-usable", pick);
        return document.Status switch
        {
            DocumentStatus.Superseded => new RefusalReason("document-superseded", pick),
            DocumentStatus.NumberRejected => new RefusalReason("document-number-rejected", pick),
            _ when document.ExpiresOn < on => new RefusalReason("document-expired", pick),
            DocumentStatus.CheckPending => new RefusalReason("document-check-pending", pick),
            DocumentStatus.Uploaded => null,
            // The others are not in the wallet.
            _ => new RefusalReason("document-not-usable", pick),
        };
    }
}
