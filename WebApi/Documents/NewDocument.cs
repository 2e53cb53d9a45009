using System.Collections.Immutable;
using System.Text;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Documents;

/// <summary>
/// The fields of an upload: <c>type</c>, <c>number</c>, <c>issuedOn</c>, <c>expiresOn</c>, <c>details.NAME</c>; <c>check</c>, the id of
/// the number check it rests on; <c>replaces</c>, the id of the document it is a new version of.
/// </summary>
internal sealed record NewDocument(DocumentMetadata Metadata, string? Check, string? Replaces)
{
    private const string DetailPrefix = "details.";

    private static readonly string[] Known = ["type", "number", "issuedOn", "expiresOn", "check", "replaces"];

    public override string ToString() => nameof(NewDocument);

    /// <summary>A number as it is kept and compared: in capitals, without spaces around it.</summary>
    public static DocumentNumber? Number(FieldReader fields, string? sent) =>
        Text(fields, sent, "/number", AddDocumentRule.MaxNumberLength) is { } number
            ? DocumentNumber.Restore(number.ToUpperInvariant()) : null;

    public static NewDocument Read(IReadOnlyDictionary<string, string> sent)
    {
        if (sent.Keys.Any(name => !Known.Contains(name) && !IsDetail(name)))
            throw new ProblemException(new Problem(StatusCodes.Status400BadRequest, ProblemCodes.UnknownField));
        var fields = new FieldReader();
        var type = fields.Required(sent.GetValueOrDefault("type"), "/type");
        var metadata = new DocumentMetadata(
            type,
            Number(fields, sent.GetValueOrDefault("number")),
            Day(fields, sent.GetValueOrDefault("issuedOn"), "/issuedOn"),
            Day(fields, sent.GetValueOrDefault("expiresOn"), "/expiresOn"),
            Details(fields, sent));
        // The code is the caller's text: what cannot be a code is not repeated in an answer.
        fields.Require(type is null || Ids.IsName(type), "/type", "document-type-unknown");
        fields.Check();
        return new NewDocument(metadata, Id(sent, "check"), Id(sent, "replaces"));
    }

    private static ImmutableSortedDictionary<string, DocumentDetail> Details(FieldReader fields, IReadOnlyDictionary<string, string> sent)
    {
        var details = OrdinalMap.Empty<DocumentDetail>().ToBuilder();
        foreach (var (name, value) in sent.Where(field => IsDetail(field.Key)))
        {
            var detail = name[DetailPrefix.Length..];
            if (Text(fields, value, $"/details/{detail}", DetailRule.MaxLength) is { } text)
                details[detail] = DocumentDetail.Restore(text);
        }

        return details.ToImmutable();
    }

    private static bool IsDetail(string name) =>
        name.StartsWith(DetailPrefix, StringComparison.Ordinal) && name.Length <= 50
            && name.AsSpan(DetailPrefix.Length) is { Length: > 0 } rest
        && !rest.ContainsAnyExcept(Letters);

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static string? Id(IReadOnlyDictionary<string, string> sent, string name) =>
        sent.GetValueOrDefault(name) is { Length: > 0 } id ? id : null;

    // An empty field of a form is one that was not filled in.
    private static string? Text(FieldReader fields, string? text, string pointer, int max) =>
        string.IsNullOrWhiteSpace(text) ? null : fields.Line(text.Normalize(NormalizationForm.FormC), pointer, max);

    private static DateOnly? Day(FieldReader fields, string? text, string pointer)
    {
        if (string.IsNullOrEmpty(text)) return null;
        fields.Require(Days.TryParse(text, out var day), pointer, "date");
        return day;
    }
}
