using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Siskop2mi.Domain.Documents;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents;

/// <summary>A kind of document and what is asked with it.</summary>
public sealed record DocumentTypeBody
{
    public required string Code { get; init; }

    /// <summary>Official name by language.</summary>
    public required ImmutableSortedDictionary<string, string> Label { get; init; }

    /// <summary><c>not-asked</c>, <c>optional</c> or <c>required</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Regular expression for the whole number; null for any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NumberPattern { get; init; }

    /// <summary><c>not-asked</c>, <c>optional</c> or <c>required</c>.</summary>
    public required string IssuedOn { get; init; }

    /// <summary><c>not-asked</c>, <c>optional</c> or <c>required</c>.</summary>
    public required string ExpiresOn { get; init; }

    /// <summary>Further fields, sent as <c>details.NAME</c>.</summary>
    public required ImmutableArray<DetailDemand> Details { get; init; }

    public required ImmutableArray<string> MediaTypes { get; init; }

    public required long MaxBytes { get; init; }

    /// <summary>
    /// Whether the number is checked first, by <c>POST /documents/number-checks</c>; the upload then names the check.
    /// </summary>
    public required bool ChecksNumber { get; init; }

    internal static DocumentTypeBody Of(DocumentType type) => new()
    {
        Code = type.Code,
        Label = type.Label,
        Number = Words.Of(type.Number),
        NumberPattern = type.NumberPattern,
        IssuedOn = Words.Of(type.IssuedOn),
        ExpiresOn = Words.Of(type.ExpiresOn),
        Details = [.. type.Details.Select(detail => DetailDemand.Of(detail.Key, detail.Value))],
        MediaTypes = type.MediaTypes,
        MaxBytes = type.MaxBytes,
        ChecksNumber = type.ExternalCheck is not null,
    };
}

/// <summary>A further field of a document type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Demand"><c>optional</c> or <c>required</c>.</param>
/// <param name="Kind">
/// <c>text</c>; <c>date</c> (a day that has been, <c>2026-05-31</c>); <c>whole-number</c>; <c>decimal</c>; <c>national-id</c> (the NIK of
/// another person).
/// </param>
/// <param name="Label">What it is called, by language.</param>
public sealed record DetailDemand(string Name, string Demand, string Kind, ImmutableSortedDictionary<string, string> Label)
{
    internal static DetailDemand Of(string name, DocumentField field) =>
        new(name, Words.Of(field.Demand), Words.Of(field.Kind), field.Label);
}

/// <summary>A document as its owner, and the officer who verifies, sees it.</summary>
public sealed record DocumentBody
{
    public required string Id { get; init; }

    /// <summary>Code of the document type.</summary>
    public required string Type { get; init; }

    /// <summary>
    /// <c>uploaded</c>; <c>check-pending</c> (the register has yet to answer: an application cannot be sent with it);
    /// <c>number-rejected</c> (the register said no, <c>reason</c> says why); <c>superseded</c> (<c>replacedBy</c> took its place).
    /// </summary>
    public required string Status { get; init; }

    /// <summary><c>register-not-found</c>, <c>register-expired</c> or <c>register-name-mismatch</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Today, in the wallet: <c>valid</c>, <c>expires-soon</c> (90 days or less) or <c>expired</c>.</summary>
    public string? Validity { get; init; }

    public string? Number { get; init; }

    public DateOnly? IssuedOn { get; init; }

    /// <summary>Last day of validity; absent when it never ends.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public ImmutableSortedDictionary<string, string>? Details { get; init; }

    public required FileBody File { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Id of the version before.</summary>
    public string? Replaces { get; init; }

    /// <summary>Id of the version after.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Whether an application was sent with it; then it cannot be removed.</summary>
    public required bool InUse { get; init; }

    public override string ToString() => nameof(DocumentBody);

    internal static DocumentBody On(DocumentView view, DateOnly today) =>
        Of(view) with { Validity = Words.Of(DocumentValidities.On(view.ExpiresOn, today)) };

    internal static DocumentBody Of(DocumentView view) => new()
    {
        Id = view.DocumentId,
        Type = view.TypeCode,
        Status = Words.Of(view.Status),
        Number = view.Number?.Reveal(),
        IssuedOn = view.IssuedOn,
        ExpiresOn = view.ExpiresOn,
        Details = view.Details.IsEmpty ? null : view.Details.ToImmutableSortedDictionary(
            detail => detail.Key, detail => detail.Value.Reveal(), StringComparer.Ordinal),
        File = new FileBody(view.File.FileName, view.File.MediaType, view.File.Size, view.File.Sha256),
        UploadedAt = view.UploadedAt,
        Reason = view.Rejection?.Code,
        Replaces = view.Replaces,
        ReplacedBy = view.ReplacedBy,
        InUse = view.IsInUse,
    };
}

/// <summary>The file of a document.</summary>
/// <param name="Name">The person's name for it, cleaned.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record FileBody(string Name, string MediaType, long Size, string Sha256);
