using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>What the further fields of a document must say, by their kinds ("data lain jika dibutuhkan", guide L9).</summary>
public static partial class DetailRule
{
    /// <summary>Most characters of a further field [assumption].</summary>
    public const int MaxLength = 200;

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    /// <param name="field">What is asked.</param>
    /// <param name="detail">What was said.</param>
    /// <param name="pointer">Where it was said.</param>
    /// <param name="today">Today in Jakarta.</param>
    /// <param name="owner">The NIK of the owner of the document, where it is known.</param>
    public static RefusalReason? Check(DocumentField field, DocumentDetail detail, string pointer, DateOnly today, NationalId? owner)
    {
        var text = detail.Reveal();
        if (LineRule.Check(text, MaxLength) is { } code) return new RefusalReason(code, pointer);
        return field.Kind switch
        {
            FieldKind.Date when !TryReadDate(text, out var day) => new RefusalReason("date", pointer),
            // These days tell what has been, such as the last day of a job.
            FieldKind.Date when TryReadDate(text, out var day) && day > today => new RefusalReason("date-in-future", pointer),
            FieldKind.WholeNumber when !WholeNumber().IsMatch(text) => new RefusalReason("whole-number", pointer),
            FieldKind.Decimal when !DecimalNumber().IsMatch(text) => new RefusalReason("decimal-number", pointer),
            FieldKind.NationalId => CheckNationalId(text, pointer, owner),
            _ => null,
        };
    }

    /// <summary>A time from one day to another ends after it begins.</summary>
    public static RefusalReason? CheckOrder(ImmutableSortedDictionary<string, DocumentDetail> details) =>
        details.TryGetValue("from", out var from) && details.TryGetValue("to", out var to)
        && TryReadDate(from.Reveal(), out var first) && TryReadDate(to.Reveal(), out var last) && last < first
            ? new RefusalReason("ends-before-start", "/details/to") : null;

    // The field asks for somebody else: nobody gives themselves a family's permission [assumption].
    private static RefusalReason? CheckNationalId(string text, string pointer, NationalId? owner)
    {
        if (!NationalId.TryParse(text, out var nationalId, out var refusal)) return new RefusalReason(refusal.Code, pointer);
        return nationalId == owner ? new RefusalReason("national-id-own", pointer) : null;
    }

    private static bool TryReadDate(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    [GeneratedRegex(@"\A[0-9]{1,9}\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"\A[0-9]{1,9}([.,][0-9]{1,4})?\z")]
    private static partial Regex DecimalNumber();
}
