namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>Binary data written in letters (ISO 32000-1, 7.4.2 and 7.4.3). What is no letter of theirs is passed by.</summary>
internal static class PdfArmour
{
    public static byte[] FromHex(ReadOnlySpan<byte> letters, PdfLimits limits)
    {
        letters = UpTo(letters, (byte)'>', limits);
        var plain = new List<byte>(letters.Length / 2);
        var high = -1;
        foreach (var letter in letters)
        {
            if (!char.IsAsciiHexDigit((char)letter)) continue;
            var digit = letter <= '9' ? letter - '0' : (letter | 32) - 'a' + 10;
            if (high >= 0) plain.Add((byte)((high << 4) | digit));
            high = high < 0 ? digit : -1;
        }

        if (high >= 0) plain.Add((byte)(high << 4));
        return [.. plain];
    }

    public static byte[] FromBase85(ReadOnlySpan<byte> letters, PdfLimits limits)
    {
        letters = UpTo(letters, (byte)'~', limits);
        var plain = new List<byte>(letters.Length);
        var (group, count) = (0u, 0);
        foreach (var letter in letters)
        {
            if (letter == 'z' && count == 0) plain.AddRange([0, 0, 0, 0]);
            if (letter is < (byte)'!' or > (byte)'u') continue;
            group = unchecked((group * 85) + letter - '!');
            if (++count == 5) Add(plain, ref group, ref count, 4);
        }

        if (count > 1)
        {
            var bytes = count - 1;
            for (; count < 5; count++) group = unchecked((group * 85) + 84);
            Add(plain, ref group, ref count, bytes);
        }

        return [.. plain];
    }

    private static void Add(List<byte> plain, ref uint group, ref int count, int bytes)
    {
        for (var i = 0; i < bytes; i++) plain.Add((byte)(group >> (24 - (8 * i))));
        (group, count) = (0, 0);
    }

    private static ReadOnlySpan<byte> UpTo(ReadOnlySpan<byte> letters, byte end, PdfLimits limits)
    {
        var found = letters.IndexOf(end);
        if (found >= 0) letters = letters[..found];
        limits.Pack(letters.Length);
        return letters;
    }
}
