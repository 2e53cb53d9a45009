using System.Diagnostics.CodeAnalysis;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// NIK, the 16 digits of the civil registry: province, regency, district (2 digits each, of the <b>first</b> registration),
/// birth date DDMMYY (day + 40 for women) and a serial from 0001. It is never reissued, not on moving house nor when a birth
/// date is corrected: only its structure can be wrong; a difference from declared data is a flag for an officer.
/// Source: UU 23/2006 Pasal 13; Kepmendagri 300.2.2-2138/2025 for the province codes.
/// </summary>
public sealed record NationalId : ISensitiveValue<NationalId>
{
    private readonly string digits;

    private NationalId(string digits) => this.digits = digits;

    /// <inheritdoc />
    public static string Purpose => "national-id";

    /// <summary>Sex as encoded at first registration.</summary>
    public Sex EncodedSex => Day(digits) > 40 ? Sex.Female : Sex.Male;

    /// <summary>The district of first registration, as regions are coded: <c>32.04.10</c>. Today it may have another code.</summary>
    public string DistrictCode => $"{digits[..2]}.{digits[2..4]}.{digits[4..6]}";

    /// <inheritdoc />
    public static NationalId Restore(string plain) => new(plain);

    /// <summary>Reads 16 digits; refuses with <c>nik-format</c>, <c>nik-region</c> or <c>nik-date</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NationalId? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = Check(text);
        value = refusal is null ? new NationalId(text!) : null;
        return value is not null;
    }

    /// <summary>Whether the encoded date and sex agree with what a person declares. The century is not encoded.</summary>
    public bool AgreesWith(DateOnly birthDate, Sex sex) =>
        sex == EncodedSex
        && birthDate.Day == (Day(digits) > 40 ? Day(digits) - 40 : Day(digits))
        && birthDate.Month == Number(digits, 8)
        && birthDate.Year % 100 == Number(digits, 10);

    /// <inheritdoc />
    public string Reveal() => digits;

    /// <summary>Masked: the first six digits (a region) and the rest hidden.</summary>
    public override string ToString() => digits.Length == 16 ? string.Concat(digits.AsSpan(0, 6), "**********") : "***";

    private static Refusal? Check(string? text)
    {
        if (text is not { Length: 16 } || !text.All(char.IsAsciiDigit) || text.Distinct().Count() == 1) return NationalIdRefusals.Format;
        if (text.EndsWith("0000", StringComparison.Ordinal)) return NationalIdRefusals.Format;
        if (!Provinces.IsKnown(text[..2])) return NationalIdRefusals.Region;
        return IsDate(text) ? null : NationalIdRefusals.Date;
    }

    private static bool IsDate(string text)
    {
        var day = Day(text) > 40 ? Day(text) - 40 : Day(text);
        var (month, year) = (Number(text, 8), Number(text, 10));
        // The century is open: a day that exists in 1900 + YY or 2000 + YY is a date.
        return month is >= 1 and <= 12 && day >= 1
            && (day <= DateTime.DaysInMonth(1900 + year, month) || day <= DateTime.DaysInMonth(2000 + year, month));
    }

    private static int Day(string text) => Number(text, 6);

    private static int Number(string text, int at) => ((text[at] - '0') * 10) + (text[at + 1] - '0');
}

/// <summary>What can be wrong with the structure of a NIK.</summary>
public static class NationalIdRefusals
{
    public static readonly Refusal Format = new("nik-format", RefusalKind.Invalid);
    public static readonly Refusal Region = new("nik-region", RefusalKind.Invalid);
    public static readonly Refusal Date = new("nik-date", RefusalKind.Invalid);
}

/// <summary>Sex as the civil registry records it.</summary>
public enum Sex
{
    Unspecified = 0,
    Male = 1,
    Female = 2,
}
