namespace Siskop2mi.WebApi.Answers;

/// <summary>The front door's own problem codes. Stable and public; each has <c>problem.CODE</c> in the text catalogue.</summary>
public static class ProblemCodes
{
    public const string MalformedBody = "malformed-body";
    public const string MalformedMultipart = "malformed-multipart";
    public const string UnknownField = "unknown-field";
    public const string Validation = "validation";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string UnsupportedEncoding = "unsupported-encoding";
    public const string NotAcceptable = "not-acceptable";
    public const string BodyTooLarge = "body-too-large";
    public const string RequestTimeout = "request-timeout";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string NotFound = "not-found";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string TotpEnrolmentRequired = "totp-enrolment-required";
    public const string Csrf = "csrf";
    public const string IdempotencyKeyMissing = "idempotency-key-missing";
    public const string IdempotencyKeyInvalid = "idempotency-key-invalid";
    public const string PreconditionRequired = "precondition-required";
    public const string FileName = "file-name";
    public const string FileTypeMismatch = "file-type-mismatch";
    public const string FileTypeNotAllowed = "file-type-not-allowed";
    public const string FileTooLarge = "file-too-large";
    public const string FileUnreadable = "file-unreadable";
    public const string FileRejected = "file-rejected";
    public const string FileScanUnavailable = "file-scan-unavailable";
    public const string ImageDimensions = "image-dimensions";
    public const string ImageFrames = "image-frames";
    public const string PdfActiveContent = "pdf-active-content";
    public const string PdfEncrypted = "pdf-encrypted";
    public const string PdfLimits = "pdf-limits";
    public const string RateLimited = "rate-limited";
    public const string Overloaded = "overloaded";
    public const string NodeNotActive = "node-not-active";
    public const string StorageUnavailable = "storage-unavailable";
    public const string ConcurrentChange = "concurrent-change";
    public const string LetterUnavailable = "letter-unavailable";
    public const string Internal = "internal";
}
