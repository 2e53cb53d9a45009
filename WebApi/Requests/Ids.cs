using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Requests;

/// <summary>Ids that the front door makes: 26 characters of lower-case base32, 130 bits nobody can guess.</summary>
internal static partial class Ids
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Length = 26;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A security stamp nobody can guess.</summary>
    public static AccountSecret NewStamp() => AccountSecret.Restore(New());

    /// <summary>A fresh code for a text message.</summary>
    public static AccountSecret NewCode() =>
        AccountSecret.Restore(RandomNumberGenerator.GetString("0123456789", OneTimeCodeRule.Digits));

    /// <summary>The same id for the same parts, so that a repeated request meets the same grain.</summary>
    public static string Derive(params ReadOnlySpan<string> parts)
    {
        // Lengths before parts: two lists of parts never run together to one text.
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Length).Append(':').Append(part);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return string.Create(Length, hash, (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = Alphabet[bytes[i] % Alphabet.Length];
        });
    }

    /// <summary>Whether a text can be an account id; what cannot be one is never asked of a grain.</summary>
    public static bool IsAccount(string id) => AccountShape().IsMatch(id);

    /// <summary>Whether a text can be an account id, a dot, and the rest of a document's or an application's id.</summary>
    public static bool IsOwned(string id) => OwnedShape().IsMatch(id);

    public static bool IsName(string id) => NameShape().IsMatch(id);

    [GeneratedRegex(@"\A[a-z0-9-]{8,64}\z")]
    private static partial Regex AccountShape();

    [GeneratedRegex(@"\A[a-z0-9-]{8,64}\.[a-z0-9-]{1,64}\z")]
    private static partial Regex OwnedShape();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?\z")]
    private static partial Regex NameShape();
}
