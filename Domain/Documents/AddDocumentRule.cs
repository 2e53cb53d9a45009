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

    // The order is the order in which a person hears what is wrong.
    public static Decision<DocumentState> Decide(DocumentState state, AddDocument command, AddDocumentFacts facts)
    {
        if (DocumentStatuses.After(state.Status, DocumentCommand.Add) is not { } status) return Again(state, command);
        if (CheckBeforeFile(NumberCheckView.Of("", state), command.OwnerId, DocumentMetadata.Of(command), facts) is { } refusal)
            return Decision.Refuse(state, refusal);
        if (!facts.Type!.MediaTypes.Contains(command.File.MediaType)) return Decision.Refuse(state, DocumentRefusals.FileTypeNotAllowed);
        if (command.File.Size > facts.Type.MaxBytes) return Decision.Refuse(state, DocumentRefusals.FileTooLarge);

        var next = state with
        {
            Status = status,
            OwnerId = command.OwnerId,
            TypeCode = command.TypeCode,
            Number = command.Number,
            IssuedOn = command.IssuedOn,
            ExpiresOn = command.ExpiresOn,
            Details = command.Details,
            File = command.File,
            UploadedAt = facts.Now,
            Replaces = command.Replaces,
            IsReplacing = command.Replaces is not null,
        };
        return Decision.Accept(next, new DocumentAdded(command.OwnerId, command.TypeCode, command.ExpiresOn, command.File.Sha256));
    }

    /// <summary>What can be told before the file has travelled. Null when all is well.</summary>
    /// <param name="check">The check of the number that the upload rests on; null for none.</param>
    /// <param name="ownerId">Whose wallet.</param>
    /// <param name="metadata">What the person says.</param>
    /// <param name="facts">What the rule needs to know.</param>
    public static Refusal? CheckBeforeFile(
        NumberCheckView? check, string ownerId, DocumentMetadata metadata, AddDocumentFacts facts)
    {
        if (facts.Type is not { } type) return DocumentRefusals.UnknownType.With("type", metadata.TypeCode);
        // First of all: where the number is not valid, one cannot go on (guide L10).
        if (type.ExternalCheck is not null && NumberCheckRule.CheckUpload(check, ownerId, metadata, facts.Now) is { } refusal)
            return refusal;
        if (type.ExternalCheck is null && check is not null)
            return check.OwnerId == ownerId ? DocumentRefusals.CheckOfOther : DocumentRefusals.NotFound;
        return CheckMetadata(metadata, type, facts);
    }

    private static Decision<DocumentState> Again(DocumentState state, AddDocument command)
    {
        if (state.File is null && state.OwnerId == command.OwnerId)
        {
            return Decision.Refuse(state, state.Status is DocumentStatus.NumberRejected
                ? NumberCheckRule.Rejected(state.NumberCheck!.Answer) : DocumentRefusals.NotFound);
        }

        return IsSame(state, command) ? Decision.Repeat(state) : Decision.Refuse(state, RequestRefusals.KeyReused);
    }

    // The owner belongs to it: whoever guesses a key and has the same file must not be handed the other person's document.
    private static bool IsSame(DocumentState state, AddDocument command) =>
        (state.OwnerId, state.TypeCode, state.Number, state.IssuedOn, state.ExpiresOn, state.File?.Sha256, state.Replaces)
            == (command.OwnerId, command.TypeCode, command.Number, command.IssuedOn, command.ExpiresOn, command.File.Sha256,
                command.Replaces)
        && state.Details.SequenceEqual(command.Details);

    private static Refusal? CheckMetadata(DocumentMetadata metadata, DocumentType type, AddDocumentFacts facts)
    {
        if (MissingFields(metadata, type) is { Count: > 0 } missing) return DocumentRefusals.MetadataMissing.Because(missing);
        if (metadata.Details.Keys.FirstOrDefault(name => !type.Details.ContainsKey(name)) is { } unknown)
            return DocumentRefusals.DetailUnknown.With("detail", unknown);
        var today = IndonesianTime.JakartaDate(facts.Now);
        if (BadTexts(metadata, type, today, facts.OwnerNationalId) is { Count: > 0 } bad)
            return DocumentRefusals.MetadataNotAccepted.Because(bad);
        return metadata.Number is { } number && CheckNumber(number, type) is { } refusal
            ? refusal : CheckDates(metadata.IssuedOn, metadata.ExpiresOn, today);
    }

    private static List<RefusalReason> MissingFields(DocumentMetadata metadata, DocumentType type)
    {
        List<RefusalReason> missing = [];
        Require(type.Number, metadata.Number is not null, "/number");
        Require(type.IssuedOn, metadata.IssuedOn is not null, "/issuedOn");
        Require(type.ExpiresOn, metadata.ExpiresOn is not null, "/expiresOn");
        foreach (var (name, field) in type.Details) Require(field.Demand, metadata.Details.ContainsKey(name), $"/details/{name}");
        return missing;

        void Require(FieldDemand demand, bool isThere, string pointer)
        {
            if (demand is FieldDemand.Required && !isThere) missing.Add(new RefusalReason("field-required", pointer));
        }
    }

    /// <summary>What is wrong with a number; null when nothing is.</summary>
    public static Refusal? CheckNumber(DocumentNumber number, DocumentType type)
    {
        if (NumberText(number) is { } reason) return DocumentRefusals.MetadataNotAccepted.Because([reason]);
        return type.NumberPattern is { } pattern && !IsWholeMatch(number.Reveal(), pattern) ? DocumentRefusals.NumberFormat : null;
    }

    private static List<RefusalReason> BadTexts(DocumentMetadata metadata, DocumentType type, DateOnly today, NationalId? owner)
    {
        var number = metadata.Number is { } given ? NumberText(given) : null;
        var details = metadata.Details.Select(
            detail => DetailRule.Check(type.Details[detail.Key], detail.Value, $"/details/{detail.Key}", today, owner));
        return [.. new[] { number }.Concat(details).Append(DetailRule.CheckOrder(metadata.Details)).OfType<RefusalReason>()];
    }

    private static RefusalReason? NumberText(DocumentNumber number) =>
        LineRule.Check(number.Reveal(), MaxNumberLength) is { } code ? new RefusalReason(code, "/number") : null;

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
/// <param name="OwnerNationalId">The owner's NIK, needed where the type names another person; else null.</param>
public sealed record AddDocumentFacts(DocumentType? Type, DateTimeOffset Now, NationalId? OwnerNationalId = null);
