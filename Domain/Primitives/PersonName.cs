using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// How names of people are read: as on the KTP, Unicode NFC, single spaces. One-word and one-letter names are legal in
/// Indonesia. Refused are characters that can hide or forge: controls, direction overrides, zero-width, symbols, digits.
/// </summary>
public static class PersonName
{
    private const int MaxLength = 150;
    private const int MaxMarksInARow = 4;

    /// <summary>Cleans a name; refuses with <c>name-missing</c>, <c>name-too-long</c> or <c>name-characters</c>.</summary>
    public static bool TryClean(string? text, [NotNullWhen(true)] out string? name, [NotNullWhen(false)] out Refusal? refusal)
    {
        name = null;
        refusal = null;
        if (string.IsNullOrWhiteSpace(text)) refusal = PersonNameRefusals.Missing;
        else if (text.Length > MaxLength * 4) refusal = PersonNameRefusals.TooLong;
        else if (!IsWellFormed(text)) refusal = PersonNameRefusals.Characters;
        if (refusal is not null) return false;

        name = string.Join(' ', text!.Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (name.Length > MaxLength) refusal = PersonNameRefusals.TooLong;
        else if (!HasOnlyNameCharacters(name)) refusal = PersonNameRefusals.Characters;
        return refusal is null;
    }

    /// <summary>
    /// Whether a name holds Latin letters and Cyrillic or Greek ones, many of which look the same: a sign of a forged name,
    /// or of a keyboard left on another language.
    /// </summary>
    public static bool MixesScripts(string name) => name.Any(IsLatin) && name.Any(IsCyrillicOrGreek);

    private static bool IsLatin(char letter) =>
        char.IsAsciiLetter(letter)
        || letter is (>= '\u00C0' and <= '\u024F' and not ('\u00D7' or '\u00F7')) or (>= '\u1E00' and <= '\u1EFF');

    private static bool IsCyrillicOrGreek(char letter) =>
        letter is (>= '\u0370' and <= '\u052F') or (>= '\u1C80' and <= '\u1C8F') or (>= '\u1F00' and <= '\u1FFF')
            or (>= '\u2DE0' and <= '\u2DFF') or (>= '\uA640' and <= '\uA69F');

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i]) || text[i] == '\uFFFE') return false; // neither can be normalised
        }

        return true;
    }

    private static bool HasOnlyNameCharacters(string name)
    {
        var (letters, marks) = (0, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            marks = isMark ? marks + 1 : 0;
            if (IsInvisible(rune.Value)) return false;
            if (Rune.IsLetter(rune)) letters++;
            else if (!isMark && rune.Value is not (' ' or '\'' or '\u2019' or '-' or '.' or ',')) return false;
            if (marks > MaxMarksInARow) return false;
        }

        return letters > 0;
    }

    // Letters and marks that Unicode lets show nothing (Default_Ignorable_Code_Point): joiners, fillers, variation selectors.
    private static bool IsInvisible(int value) => value
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);
}

/// <summary>What can be wrong with a name.</summary>
public static class PersonNameRefusals
{
    public static readonly Refusal Missing = new("name-missing", RefusalKind.Invalid);
    public static readonly Refusal TooLong = new("name-too-long", RefusalKind.Invalid);
    public static readonly Refusal Characters = new("name-characters", RefusalKind.Invalid);
}
