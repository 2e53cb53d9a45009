namespace Siskop2mi.Domain.Applications;

/// <summary>An officer takes the dossier.</summary>
public sealed record ClaimApplication(string OfficerId, string OfficeId);

/// <summary>An officer gives the dossier back to the queue.</summary>
public sealed record ReleaseApplication(string OfficerId, string OfficeId);

/// <summary>An officer says what is with one document.</summary>
public sealed record RecordVerdict
{
    public required string OfficerId { get; init; }

    public required string OfficeId { get; init; }

    public required string TypeCode { get; init; }

    public required VerdictKind Kind { get; init; }

    /// <summary>Code of the catalogue of reasons; null for a document in order.</summary>
    public string? Reason { get; init; }

    /// <summary>Words to the applicant, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The document the officer looked at; null when the officer does not say.</summary>
    public string? DocumentId { get; init; }
}

/// <summary>An officer finds the documents in order.</summary>
/// <param name="OfficerId">Who.</param>
/// <param name="OfficeId">Of which office.</param>
/// <param name="AcceptsAll">Whether every document without a verdict is in order, too.</param>
public sealed record VerifyApplication(string OfficerId, string OfficeId, bool AcceptsAll);

/// <summary>An officer sends the application back, to be mended as the verdicts say.</summary>
public sealed record ReturnApplication(string OfficerId, string OfficeId, string? Message);

/// <summary>An officer ends the application because it cannot be mended.</summary>
public sealed record FailApplication(string OfficerId, string OfficeId, string Reason, string? Note);

/// <summary>An officer notes that the applicant did not come.</summary>
public sealed record MarkAbsent(string OfficerId, string OfficeId, string? Note);

/// <summary>The central office gives the dossier to another regional office.</summary>
public sealed record MoveApplication(string OfficeId);
