using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>One document in a person's wallet (Dokumen Saya), reusable in any application.</summary>
public sealed record DocumentState : Entity
{
    public DocumentStatus Status { get; init; }

    public string? OwnerId { get; init; }

    public string? TypeCode { get; init; }

    public DocumentNumber? Number { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>Last day of validity, Jakarta time; null when it never ends.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Further fields of this type, by name.</summary>
    public ImmutableSortedDictionary<string, DocumentDetail> Details { get; init; } = OrdinalMap.Empty<DocumentDetail>();

    public StoredFile? File { get; init; }

    public DateTimeOffset? UploadedAt { get; init; }
}

/// <summary>Where a document stands (domain reference 5.8).</summary>
public enum DocumentStatus
{
    NotStarted = 0,
    Uploaded = 1,
}

/// <summary>A file in the blob store. The store holds it before the document says so.</summary>
public sealed record StoredFile
{
    public required string BlobId { get; init; }

    /// <summary>Bytes as kept: of a picture, those that show it.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the bytes as kept, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required string MediaType { get; init; }

    /// <summary>The person's name for the file, cleaned; only for showing.</summary>
    public required string FileName { get; init; }
}

/// <summary>The number printed on a document; some are NIKs or passport numbers, so all are kept secret.</summary>
public sealed record DocumentNumber : ISensitiveValue<DocumentNumber>
{
    private readonly string number;

    private DocumentNumber(string number) => this.number = number;

    /// <inheritdoc />
    public static string Purpose => "document-number";

    /// <inheritdoc />
    public static DocumentNumber Restore(string plain) => new(plain);

    /// <inheritdoc />
    public string Reveal() => number;

    /// <summary>Masked whole.</summary>
    public override string ToString() => "***";
}

/// <summary>The value of a further field; some are names and NIKs of relatives, so all are kept secret.</summary>
public sealed record DocumentDetail : ISensitiveValue<DocumentDetail>
{
    private readonly string text;

    private DocumentDetail(string text) => this.text = text;

    /// <inheritdoc />
    public static string Purpose => "document-detail";

    /// <inheritdoc />
    public static DocumentDetail Restore(string plain) => new(plain);

    /// <inheritdoc />
    public string Reveal() => text;

    /// <summary>Masked whole.</summary>
    public override string ToString() => "***";
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
}

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
}

public sealed record DocumentAdded(string OwnerId, string TypeCode, DateOnly? ExpiresOn, string Sha256) : DomainEvent;
