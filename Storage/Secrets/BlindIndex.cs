using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Secrets;

/// <summary>
/// Finds equal sensitive values without showing them: HMAC-SHA-256 under a key of its own, bound to the kind of value, cut
/// to 16 bytes. Equal values have equal indexes; nothing else can be told without the key.
/// </summary>
public sealed class BlindIndex(KeyRing ring)
{
    /// <summary>The index of a value, 22 characters of base64url, as the storage writes it under <c>ix</c>.</summary>
    public string Of<T>(T value) where T : ISensitiveValue<T> => Of(T.Purpose, value.Reveal());

    internal string Of(string purpose, string plain)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(ring.IndexKey, Encoding.UTF8.GetBytes($"{purpose}\0{plain}"), hash);
        return Base64Url.EncodeToString(hash[..16]);
    }
}
