using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>What a document must bring to enter the wallet (guide L7-L9; domain reference 5.8).</summary>
public static class AddDocumentRule
{
    /// <summary>An end of validity further off than this is a typing error.</summary>
    public const int MaxYearsOfValidity = 20;

    /// <summary>Most characters of a number [assumption].</summary>
    public const int MaxNumberLength = 64;

    /// <summary>Most characters of a further field [assumption].</summary>
    public const int MaxDetailLength = 200;

    // The order is the order in which a person hears what is wrong.
    public static Decision<DocumentState> Decide(DocumentState state, AddDocument command, AddDocumentFacts facts)
    {
        if (state.Status is not DocumentStatus.NotStarted)
            return IsSame(state, command)
                ? Decision.Repeat(state)
                : Decision.Refuse(state, RequestRefusals.KeyReused);
        if (CheckMetadata(DocumentMetadata.Of(command), facts) is { } refusal)
            return Decision.Refuse(state, refusal);
        if (!facts.Type!.MediaTypes.Contains(command.File.MediaType)) return Decision.Refuse(state, DocumentRefusals.FileTypeNotAllowed);
        if (command.File.Size > facts.Type.MaxBytes) return Decision.Refuse(state, DocumentRefusals.FileTooLarge);

        var next = state with
        {
            Status = DocumentStatus.Uploaded,
            OwnerId = command.OwnerId,
            TypeCode = command.TypeCode,
            Number = command.Number,
            IssuedOn = command.IssuedOn,
            ExpiresOn = command.ExpiresOn,
            Details = command.Details,
            File = command.File,
            UploadedAt = facts.Now,
        };
        return Decision.Accept(next, new DocumentAdded(command.OwnerId, command.TypeCode, command.ExpiresOn, command.File.Sha256));
    }

    // The owner belongs to it: whoever guesses a key and has the same file must not be handed the other person's document.
    private static bool IsSame(DocumentState state, AddDocument command) =>
        (state.OwnerId, state.TypeCode, state.Number, state.IssuedOn, state.ExpiresOn, state.File?.Sha256)
            == (command.OwnerId, command.TypeCode, command.Number, command.IssuedOn, command.ExpiresOn, command.File.Sha256)
        && state.Details.SequenceEqual(command.Details);

    /// <summary>What can be told before the file has travelled. Null when all is well.</summary>
    public static Refusal? CheckMetadata(DocumentMetadata metadata, AddDocumentFacts facts)
    {
        if (facts.Type is not { } type) return DocumentRefusals.UnknownType.With("type", metadata.TypeCode);
        // The register is asked before an upload is allowed (guide L10); without an adapter for it nobody may skip the check.
        if (type.ExternalCheck is { } register) return DocumentRefusals.ExternalCheckUnavailable.With("register", register);
        if (MissingFields(metadata, type) is { Count: > 0 } missing) return DocumentRefusals.MetadataMissing.Because(missing);
        if (metadata.Details.Keys.FirstOrDefault(name => !type.Details.ContainsKey(name)) is { } unknown)
            return DocumentRefusals.DetailUnknown.With("detail", unknown);
        if (BadTexts(metadata) is { Count: > 0 } bad) return DocumentRefusals.MetadataNotAccepted.Because(bad);
        if (metadata.Number is { } number && type.NumberPattern is { } pattern && !IsWholeMatch(number.Reveal(), pattern))
            return DocumentRefusals.NumberFormat;
        return CheckDates(metadata.IssuedOn, metadata.ExpiresOn, IndonesianTime.JakartaDate(facts.Now));
    }

    private static List<RefusalReason> MissingFields(DocumentMetadata metadata, DocumentType type)
    {
        List<RefusalReason> missing = [];
        Require(type.Number, metadata.Number is not null, "/number");
        Require(type.IssuedOn, metadata.IssuedOn is not null, "/issuedOn");
        Require(type.ExpiresOn, metadata.ExpiresOn is not null, "/expiresOn");
        foreach (var (name, demand) in type.Details) Require(demand, metadata.Details.ContainsKey(name), $"/details/{name}");
        return missing;

        void Require(FieldDemand demand, bool isThere, string pointer)
        {
            if (demand is FieldDemand.Required && !isThere) missing.Add(new RefusalReason("field-required", pointer));
        }
    }

    private static List<RefusalReason> BadTexts(DocumentMetadata metadata)
    {
        List<RefusalReason> bad = [];
        if (metadata.Number is { } number) Check(number.Reveal(), MaxNumberLength, "/number");
        foreach (var (name, detail) in metadata.Details) Check(detail.Reveal(), MaxDetailLength, $"/details/{name}");
        return bad;

        void Check(string text, int max, string pointer)
        {
            if (LineRule.Check(text, max) is { } code) bad.Add(new RefusalReason(code, pointer));
        }
    }

    private static Refusal? CheckDates(DateOnly? issuedOn, DateOnly? expiresOn, DateOnly today)
    {
        List<RefusalReason> wrong = [];
        if (issuedOn > today) wrong.Add(new RefusalReason("issued-in-future", "/issuedOn"));
        if (expiresOn < today) wrong.Add(new RefusalReason("already-expired", "/expiresOn"));
        if (expiresOn <= issuedOn) wrong.Add(new RefusalReason("expires-before-issue", "/expiresOn"));
        if (expiresOn > today.AddYears(MaxYearsOfValidity)) wrong.Add(new RefusalReason("expires-too-far-off", "/expiresOn"));
        return wrong.Count == 0 ? null : DocumentRefusals.Dates.Because(wrong);
    }

    // Linear in the length of the number, so no time limit: one that is measured by the clock fails on a busy machine.
    private static bool IsWholeMatch(string number, string pattern) =>
        Regex.IsMatch(number, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}

/// <summary>What a person says about a document, known before its file.</summary>
public sealed record DocumentMetadata(
    string TypeCode, DocumentNumber? Number, DateOnly? IssuedOn, DateOnly? ExpiresOn,
    ImmutableSortedDictionary<string, DocumentDetail> Details)
{
    public static DocumentMetadata Of(AddDocument command) =>
        new(command.TypeCode, command.Number, command.IssuedOn, command.ExpiresOn, command.Details);
}

/// <summary>What the rule needs to know.</summary>
/// <param name="Type">The document type; null when there is none of that code.</param>
/// <param name="Now">The instant of the upload.</param>
public sealed record AddDocumentFacts(DocumentType? Type, DateTimeOffset Now);

/// <summary>Why a document does not enter the wallet.</summary>
public static class DocumentRefusals
{
    public static readonly Refusal NotFound = new("document-not-found", RefusalKind.NotFound);
    public static readonly Refusal UnknownType = new("document-type-unknown", RefusalKind.Invalid);
    public static readonly Refusal ExternalCheckUnavailable = new("document-register-unavailable", RefusalKind.Unavailable);
    public static readonly Refusal MetadataMissing = new("document-metadata-missing", RefusalKind.Invalid);
    public static readonly Refusal MetadataNotAccepted = new("document-metadata-not-accepted", RefusalKind.Invalid);
    public static readonly Refusal DetailUnknown = new("document-detail-unknown", RefusalKind.Invalid);
    public static readonly Refusal NumberFormat = new("document-number-format", RefusalKind.Invalid);
    public static readonly Refusal Dates = new("document-dates", RefusalKind.Invalid);
    public static readonly Refusal FileTypeNotAllowed = new("file-type-not-allowed", RefusalKind.Invalid);
    public static readonly Refusal FileTooLarge = new("file-too-large", RefusalKind.Invalid);
}
