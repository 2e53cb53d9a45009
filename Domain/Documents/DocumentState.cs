using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>One document in a person's wallet (Dokumen Saya), reusable in any application. What is in it never changes.</summary>
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

    /// <summary>The check of the number against a register; null for types without one.</summary>
    public NumberCheck? NumberCheck { get; init; }

    /// <summary>The document this one is a new version of.</summary>
    public string? Replaces { get; init; }

    /// <summary>Whether that document has yet to be told.</summary>
    public bool IsReplacing { get; init; }

    /// <summary>The document that is a new version of this one.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Applications that were sent with this document: it stays as long as they do.</summary>
    public ImmutableArray<string> PinnedBy { get; init; } = [];
}

/// <summary>Where a document stands (domain reference 5.8). Whether it has expired is a matter of the day, not a status.</summary>
public enum DocumentStatus
{
    NotStarted = 0,

    /// <summary>In the wallet, to be used.</summary>
    Uploaded = 1,

    /// <summary>The register knows the number; the file may come.</summary>
    NumberAccepted = 2,

    /// <summary>The register gave no answer yet; the file may come all the same.</summary>
    NumberCheckPending = 3,

    /// <summary>In the wallet; the register gave no answer yet, so no application can be sent with it.</summary>
    CheckPending = 4,

    /// <summary>The register said no, after it had given no answer at first. Final.</summary>
    NumberRejected = 5,

    /// <summary>A new version took its place. Stays readable for applications that were sent with it.</summary>
    Superseded = 6,

    /// <summary>Taken out of the wallet, or never finished; what was in it is gone.</summary>
    Removed = 7,
}

/// <summary>How the check of a number against a register goes.</summary>
public sealed record NumberCheck
{
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How often the register was asked and gave no answer.</summary>
    public int Silences { get; init; }

    /// <summary>What the register said; <see cref="StrAnswer.NoAnswer"/> until it does.</summary>
    public StrAnswer Answer { get; init; }
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
