using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>A person asks whether a register knows the number of a document they want to upload (guide L10).</summary>
public sealed record CheckNumber
{
    public required string OwnerId { get; init; }

    public required string TypeCode { get; init; }

    public required DocumentNumber Number { get; init; }
}

/// <summary>A person adds a document whose file is already in the blob store.</summary>
public sealed record AddDocument
{
    public required string OwnerId { get; init; }

    public required string TypeCode { get; init; }

    public DocumentNumber? Number { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public ImmutableSortedDictionary<string, DocumentDetail> Details { get; init; } = OrdinalMap.Empty<DocumentDetail>();

    public required StoredFile File { get; init; }

    /// <summary>The document this one is a new version of; null for none.</summary>
    public string? Replaces { get; init; }
}

/// <summary>A new version takes the place of this document.</summary>
public sealed record SupersedeDocument(string OwnerId, string TypeCode, string ByDocumentId);

/// <summary>An application is sent with this document.</summary>
public sealed record PinDocument(string ApplicationId);

/// <summary>A person takes a document out of their wallet.</summary>
public sealed record RemoveDocument(string OwnerId);

/// <summary>A document as its owner and the verifying officer see it.</summary>
public sealed record DocumentView
{
    public required string DocumentId { get; init; }

    public required string OwnerId { get; init; }

    public required string TypeCode { get; init; }

    public required DocumentStatus Status { get; init; }

    public DocumentNumber? Number { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public ImmutableSortedDictionary<string, DocumentDetail> Details { get; init; } = OrdinalMap.Empty<DocumentDetail>();

    public required StoredFile File { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Why the register said no; null unless it did.</summary>
    public RefusalReason? Rejection { get; init; }

    public string? Replaces { get; init; }

    public string? ReplacedBy { get; init; }

    /// <summary>Whether an application was sent with it.</summary>
    public bool IsInUse { get; init; }

    /// <summary>The document in a state; null while or after there is none in the wallet.</summary>
    public static DocumentView? Of(string documentId, DocumentState state) => state.File is not { } file ? null : new DocumentView
    {
        DocumentId = documentId,
        OwnerId = state.OwnerId!,
        TypeCode = state.TypeCode!,
        Status = state.Status,
        Number = state.Number,
        IssuedOn = state.IssuedOn,
        ExpiresOn = state.ExpiresOn,
        Details = state.Details,
        File = file,
        UploadedAt = state.UploadedAt!.Value,
        Rejection = state.NumberCheck is { } check ? NumberCheckRule.ReasonOf(check.Answer) : null,
        Replaces = state.Replaces,
        ReplacedBy = state.ReplacedBy,
        IsInUse = state.PinnedBy.Length > 0,
    };
}

/// <summary>A number check as its owner sees it.</summary>
public sealed record NumberCheckView
{
    /// <summary>Id of the check, and of the document once it is uploaded.</summary>
    public required string DocumentId { get; init; }

    public required string OwnerId { get; init; }

    public required string TypeCode { get; init; }

    public required DocumentStatus Status { get; init; }

    public required DocumentNumber Number { get; init; }

    public required NumberCheck Check { get; init; }

    /// <summary>The check in a state; null when there is none, or none any more.</summary>
    public static NumberCheckView? Of(string documentId, DocumentState state) =>
        state is not { NumberCheck: { } check, Number: { } number } ? null : new NumberCheckView
        {
            DocumentId = documentId,
            OwnerId = state.OwnerId!,
            TypeCode = state.TypeCode!,
            Status = state.Status,
            Number = number,
            Check = check,
        };
}

/// <summary>What is left to do after a document was removed.</summary>
/// <param name="BlobId">The file that nothing names any more; null when there was none, or it was removed before.</param>
public sealed record DocumentRemoval(string? BlobId);
