using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Siskop2mi.ConventionalPeer;

/// <summary>
/// A signed bearer token, <c>id|stamp|expires|signature</c>: HMAC-SHA256 over the rest. Cheaper than the product's, which is
/// encrypted as well.
/// </summary>
public static class PeerTokens
{
    /// <summary>Makes one.</summary>
    public static string Make(byte[] key, string personId, string stamp, DateTimeOffset expires)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{personId}|{stamp}|{expires.ToUnixTimeSeconds()}");
        return $"{text}|{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}";
    }

    /// <summary>Whom a header names; null when the signature or the time is not right.</summary>
    public static (string PersonId, string Stamp)? Read(byte[] key, string? header, DateTimeOffset now)
    {
        const string Scheme = "Bearer ";
        if (header is null || !header.StartsWith(Scheme, StringComparison.Ordinal)) return null;
        var end = header.LastIndexOf('|');
        if (end < 0) return null;
        var text = header.AsSpan(Scheme.Length, end - Scheme.Length);
        Span<byte> bytes = stackalloc byte[256];
        if (Utf8.FromUtf16(text, bytes, out _, out var length) != System.Buffers.OperationStatus.Done) return null;
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes[..length], right);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(header.AsSpan(end + 1), given, out _, out var written) != System.Buffers.OperationStatus.Done
            || written != given.Length || !CryptographicOperations.FixedTimeEquals(right, given)) return null;
        var parts = text.ToString().Split('|');
        var isFresh = long.Parse(parts[2], CultureInfo.InvariantCulture) > now.ToUnixTimeSeconds();
        return isFresh ? (parts[0], parts[1]) : null;
    }
}
