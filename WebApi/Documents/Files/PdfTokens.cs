using System.Buffers;
using System.Buffers.Text;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>What a piece of PDF syntax is.</summary>
internal enum PdfToken
{
    End = 0,
    Name = 1,
    Number = 2,
    Keyword = 3,
    Text = 4,
    DictionaryOpen = 5,
    DictionaryClose = 6,
    ArrayOpen = 7,
    ArrayClose = 8,
}

/// <summary>Reads PDF syntax piece by piece (ISO 32000-1, 7.2 and 7.3).</summary>
internal ref struct PdfTokens(ReadOnlySpan<byte> bytes, int at, PdfLimits limits)
{
    // Longer names mean nothing to anybody.
    private const int MaxName = 127;

    private static readonly SearchValues<byte> Space = SearchValues.Create(0, 9, 10, 12, 13, 32);
    private static readonly SearchValues<byte> Breaks = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly PdfLimits limits = limits;

    public int At { get; private set; } = at;

    /// <summary>The word of a keyword, or a name without its slash and with its #xx resolved.</summary>
    public ReadOnlySpan<byte> Word { get; private set; }

    /// <summary>The value of a number that is whole and not too large, else -1.</summary>
    public int Number { get; private set; }

    public static bool IsSpace(byte value) => Space.Contains(value);

    public PdfToken Next()
    {
        var from = At;
        SkipSpace();
        var token = At >= bytes.Length ? PdfToken.End : ReadToken();
        limits.Read(At - from + 1);
        return token;
    }

    /// <summary>Whether this word comes next; if so it is read.</summary>
    public bool Take(ReadOnlySpan<byte> word)
    {
        var before = At;
        if (Next() is PdfToken.Keyword && Word.SequenceEqual(word)) return true;
        At = before;
        return false;
    }

    private void SkipSpace()
    {
        while (At < bytes.Length)
        {
            if (IsSpace(bytes[At])) At++;
            else if (bytes[At] == '%') At += LengthUntilEither(bytes[At..], 10, 13);
            else return;
        }
    }

    private PdfToken ReadToken()
    {
        switch (bytes[At])
        {
            case (byte)'/': return ReadName();
            case (byte)'(': return ReadText();
            case (byte)'[': At++; return PdfToken.ArrayOpen;
            case (byte)']': At++; return PdfToken.ArrayClose;
            case (byte)'<' when bytes[At..].StartsWith("<<"u8): At += 2; return PdfToken.DictionaryOpen;
            case (byte)'>' when bytes[At..].StartsWith(">>"u8): At += 2; return PdfToken.DictionaryClose;
            case (byte)'<':
                At += LengthUntilEither(bytes[At..], (byte)'>', (byte)'>');
                At = Math.Min(At + 1, bytes.Length);
                return PdfToken.Text;
            default: return ReadWord();
        }
    }

    private PdfToken ReadWord()
    {
        var length = Math.Max(1, LengthOfRegular(bytes[At..]));
        Word = bytes.Slice(At, length);
        At += length;
        if (Word[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.')) return PdfToken.Keyword;
        Number = Utf8Parser.TryParse(Word, out int number, out var used) && used == Word.Length ? number : -1;
        return PdfToken.Number;
    }

    private PdfToken ReadName()
    {
        var length = LengthOfRegular(bytes[(At + 1)..]);
        var name = bytes.Slice(At + 1, length);
        At += 1 + length;
        Word = name.Contains((byte)'#') ? Resolve(name[..Math.Min(name.Length, 3 * MaxName)]) : name;
        return PdfToken.Name;
    }

    private PdfToken ReadText()
    {
        var depth = 0;
        for (; At < bytes.Length; At++)
        {
            if (bytes[At] == '\\') At++;
            else if (bytes[At] == '(') depth++;
            else if (bytes[At] == ')' && --depth == 0) break;
        }

        At = Math.Min(At + 1, bytes.Length);
        return PdfToken.Text;
    }

    private static byte[] Resolve(ReadOnlySpan<byte> name)
    {
        var resolved = new byte[name.Length];
        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var isEscape = name[i] == '#' && i + 2 < name.Length && Utf8Parser.TryParse(name.Slice(i + 1, 2), out byte _, out var used, 'x')
                && used == 2;
            resolved[length++] = isEscape && Utf8Parser.TryParse(name.Slice(i + 1, 2), out byte value, out _, 'x') ? value : name[i];
            if (isEscape) i += 2;
        }

        return resolved[..length];
    }

    private static int LengthOfRegular(ReadOnlySpan<byte> rest) => rest.IndexOfAny(Breaks) is var found && found < 0 ? rest.Length : found;

    private static int LengthUntilEither(ReadOnlySpan<byte> rest, byte one, byte other) =>
        rest.IndexOfAny(one, other) is var found && found < 0 ? rest.Length : found;
}
