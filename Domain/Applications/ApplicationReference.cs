using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// What people call an application by on paper and on the telephone: country and batch, then eight characters, the last of
/// which finds any one wrong character and any two swapped neighbours. No 0, O, 1, I or L, which look alike.
/// </summary>
public static class ApplicationReference
{
    // 31 characters, a prime: then the check character finds what the summary says.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int CodeLength = 8;
    private const int MaxPrefixLength = 6;

    /// <summary>A reference for an application. Another instant gives another one, should it be taken already.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="batchId">Such as <c>ijepa-16</c>.</param>
    /// <param name="applicationId">The application.</param>
    /// <param name="now">When it is given.</param>
    public static string Of(string country, string batchId, string applicationId, DateTimeOffset now)
    {
        var number = string.Concat(batchId.Split('-')[^1].Where(char.IsAsciiDigit).Take(3));
        var bits = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{applicationId}|{now.UtcTicks}")));
        Span<char> code = stackalloc char[CodeLength];
        for (var i = 0; i < CodeLength - 1; i++, bits /= (ulong)Alphabet.Length) code[i] = Alphabet[(int)(bits % (ulong)Alphabet.Length)];
        code[^1] = Alphabet[(Alphabet.Length - (Weigh(code[..^1]) % Alphabet.Length)) % Alphabet.Length];
        return $"{country}{number}-{code[..4]}-{code[4..]}";
    }

    /// <summary>Reads a reference as people write it: small letters, spaces, no hyphens are fine; a wrong character is not.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? reference)
    {
        reference = null;
        if (text is null or { Length: > 40 }) return false;
        var plain = string.Concat(text.Where(letter => letter is not ('-' or ' '))).ToUpperInvariant();
        if (plain.Length is <= CodeLength or > CodeLength + MaxPrefixLength) return false;
        var (prefix, code) = (plain[..^CodeLength], plain[^CodeLength..]);
        if (!prefix.All(char.IsAsciiLetterOrDigit)) return false;
        if (!code.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal))) return false;
        if ((Weigh(code.AsSpan()[..^1]) + Alphabet.IndexOf(code[^1], StringComparison.Ordinal)) % Alphabet.Length != 0) return false;
        reference = $"{prefix}-{code[..4]}-{code[4..]}";
        return true;
    }

    private static int Weigh(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < code.Length; i++) sum += (i + 2) * Alphabet.IndexOf(code[i], StringComparison.Ordinal);
        return sum;
    }
}
