using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Siskop2mi.Simulators.Mail;

/// <summary>Undoes the encodings of mail: base64, quoted-printable, and the encoded words of headers (RFC 2047).</summary>
public static partial class MimeWords
{
    /// <summary>The text of a header value.</summary>
    public static string Decode(string value)
    {
        // Blanks between two encoded words are there for folding only.
        var joined = BetweenWords().Replace(value, "$1");
        return EncodedWord().Replace(joined, word => Charset(word.Groups["charset"].Value).GetString(
            word.Groups["encoding"].Value is "B" or "b"
                ? FromBase64(word.Groups["text"].Value)
                : FromQuotedPrintable(Encoding.ASCII.GetBytes(word.Groups["text"].Value.Replace('_', ' ')))));
    }

    /// <summary>The bytes of base64 text; none when it is broken.</summary>
    public static byte[] FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.ReplaceLineEndings(""), bytes, out var count) ? bytes[..count] : [];
    }

    /// <summary>The bytes of quoted-printable text; a broken escape stays as it is.</summary>
    public static byte[] FromQuotedPrintable(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '=')
            {
                bytes.Add(text[at]);
            }
            else if (text[(at + 1)..].StartsWith("\r\n"u8))
            {
                at += 2;
            }
            else if (at + 2 < text.Length && byte.TryParse(
                text.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                at += 2;
            }
            else
            {
                bytes.Add(text[at]);
            }
        }

        return [.. bytes];
    }

    /// <summary>The encoding of that name; UTF-8, which holds ASCII, for every name but Latin-1's.</summary>
    public static Encoding Charset(string name) =>
        name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : Encoding.UTF8;

    [GeneratedRegex(@"(=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=)\s+(?==\?)")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?(?<charset>[^?\s*]+)(\*[^?\s]*)?\?(?<encoding>[BbQq])\?(?<text>[^?\s]*)\?=")]
    private static partial Regex EncodedWord();
}
