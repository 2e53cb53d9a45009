using System.Text.RegularExpressions;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>What a document must bring to enter the wallet (guide L7-L9; domain reference 5.8).</summary>
public static class AddDocumentRule
{
    /// <summary>An end of validity further off than this is a typing error.</summary>
    public const int MaxYearsOfValidity = 20;

    // The order is the order in which a person hears what is wrong.
    public static Decision<DocumentState> Decide(DocumentState state, AddDocument command, AddDocumentFacts facts)
    {
        if (state.Status is not DocumentStatus.NotStarted)
            return state.File?.Sha256 == command.File.Sha256 && state.TypeCode == command.TypeCode
                ? Decision.Repeat(state)
                : Decision.Refuse(state, RequestRefusals.KeyReused);
        if (CheckMetadata(command.TypeCode, command.Number, command.IssuedOn, command.ExpiresOn, facts) is { } refusal)
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
            File = command.File,
            UploadedAt = facts.Now,
        };
        return Decision.Accept(next, new DocumentAdded(command.OwnerId, command.TypeCode, command.ExpiresOn, command.File.Sha256));
    }

    /// <summary>What can be told before the file has travelled. Null when all is well.</summary>
    public static Refusal? CheckMetadata(
        string typeCode, DocumentNumber? number, DateOnly? issuedOn, DateOnly? expiresOn, AddDocumentFacts facts)
    {
        if (facts.Type is not { } type) return DocumentRefusals.UnknownType.With("type", typeCode);
        // The register is asked before an upload is allowed (guide L10); without an adapter for it nobody may skip the check.
        if (type.ExternalCheck is { } register) return DocumentRefusals.ExternalCheckUnavailable.With("register", register);

        List<RefusalReason> missing = [];
        if (type.Number is FieldDemand.Required && number is null) missing.Add(new RefusalReason("field-required", "/number"));
        if (type.IssuedOn is FieldDemand.Required && issuedOn is null) missing.Add(new RefusalReason("field-required", "/issuedOn"));
        if (type.ExpiresOn is FieldDemand.Required && expiresOn is null) missing.Add(new RefusalReason("field-required", "/expiresOn"));
        if (missing.Count > 0) return DocumentRefusals.MetadataMissing.Because(missing);
        if (number is not null && type.NumberPattern is { } pattern && !IsWholeMatch(number.Reveal(), pattern)) return DocumentRefusals.NumberFormat;
        return CheckDates(issuedOn, expiresOn, IndonesianTime.JakartaDate(facts.Now));
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

    private static bool IsWholeMatch(string number, string pattern) =>
        Regex.IsMatch(number, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
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
    public static readonly Refusal NumberFormat = new("document-number-format", RefusalKind.Invalid);
    public static readonly Refusal Dates = new("document-dates", RefusalKind.Invalid);
    public static readonly Refusal FileTypeNotAllowed = new("file-type-not-allowed", RefusalKind.Invalid);
    public static readonly Refusal FileTooLarge = new("file-too-large", RefusalKind.Invalid);
}
