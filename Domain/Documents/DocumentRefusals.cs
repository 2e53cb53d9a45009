using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>Why a document command is not carried out.</summary>
public static class DocumentRefusals
{
    public static readonly Refusal NotFound = new("document-not-found", RefusalKind.NotFound);
    public static readonly Refusal UnknownType = new("document-type-unknown", RefusalKind.Invalid);
    public static readonly Refusal MetadataMissing = new("document-metadata-missing", RefusalKind.Invalid);
    public static readonly Refusal MetadataNotAccepted = new("document-metadata-not-accepted", RefusalKind.Invalid);
    public static readonly Refusal DetailUnknown = new("document-detail-unknown", RefusalKind.Invalid);
    public static readonly Refusal NumberFormat = new("document-number-format", RefusalKind.Invalid);
    public static readonly Refusal Dates = new("document-dates", RefusalKind.Invalid);
    public static readonly Refusal FileTypeNotAllowed = new("file-type-not-allowed", RefusalKind.Invalid);
    public static readonly Refusal FileTooLarge = new("file-too-large", RefusalKind.Invalid);

    /// <summary>Reference data name a register that this system cannot ask.</summary>
    public static readonly Refusal RegisterUnavailable = new("document-register-unavailable", RefusalKind.Unavailable);

    /// <summary>The type has no register.</summary>
    public static readonly Refusal CheckNotAsked = new("number-check-not-asked", RefusalKind.Invalid);

    /// <summary>An upload without a check, or with one that is too old.</summary>
    public static readonly Refusal CheckRequired = new("number-check-required", RefusalKind.Conflict);

    /// <summary>An upload of another number or type than was checked.</summary>
    public static readonly Refusal CheckOfOther = new("number-check-of-other", RefusalKind.Invalid);

    /// <summary>The register said no; its reason says why.</summary>
    public static readonly Refusal NumberRejected = new("register-number-rejected", RefusalKind.Invalid);

    public static readonly Refusal TooManyChecks = new("too-many-number-checks", RefusalKind.TooMany);

    /// <summary>There is no such document to replace in this person's wallet.</summary>
    public static readonly Refusal ReplacedNotFound = new("replaced-document-not-found", RefusalKind.NotFound);
    public static readonly Refusal ReplacedOfOtherType = new("replaced-document-of-other-type", RefusalKind.Invalid);

    /// <summary>Another version took its place before.</summary>
    public static readonly Refusal AlreadySuperseded = new("document-replaced-before", RefusalKind.Conflict);

    /// <summary>It is final that the register did not accept its number.</summary>
    public static readonly Refusal AlreadyRejected = new("document-number-not-accepted", RefusalKind.Conflict);

    /// <summary>The register has yet to answer.</summary>
    public static readonly Refusal CheckPending = new("document-check-unanswered", RefusalKind.Conflict);

    /// <summary>An application was sent with it.</summary>
    public static readonly Refusal InUse = new("document-in-use", RefusalKind.Conflict);
}
