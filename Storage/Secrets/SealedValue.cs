using System.Security.Cryptography;
using System.Text;

namespace Siskop2mi.Storage.Secrets;

/// <summary>The text of one encrypted value, <c>keyId:base64(nonce | ciphertext | tag)</c>, bound to its row and kind.</summary>
internal static class SealedValue
{
    public static string Seal(KeyRing ring, Row row, string purpose, string plain)
    {
        var (id, box) = ring.Seal(Encoding.UTF8.GetBytes(plain), row.Context(purpose));
        return $"{id}:{Convert.ToBase64String(box)}";
    }

    public static string Open(KeyRing ring, Row row, string purpose, string text)
    {
        if (text.Split(':', 2) is not [var id, var box]) throw new CryptographicException("A sealed value names no key.");
        return Encoding.UTF8.GetString(ring.Open(id, Bytes(box), row.Context(purpose)));
    }

    /// <summary>The plain value, or null when it is of another purpose.</summary>
    public static string? TryOpen(KeyRing ring, Row row, string purpose, string text)
    {
        try
        {
            return Open(ring, row, purpose, text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Bytes(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            throw new CryptographicException("A sealed value is not base64.");
        }
    }
}

/// <summary>The row a value belongs to; a ciphertext that is moved to another row does not open.</summary>
internal sealed record Row(string Table, string Key)
{
    // PostgreSQL holds no NUL in a text, so the parts cannot run into each other.
    public byte[] Context(string purpose) => Encoding.UTF8.GetBytes($"siskop2mi value\0{Table}\0{Key}\0{purpose}");
}
