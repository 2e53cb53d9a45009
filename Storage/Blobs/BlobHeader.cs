using System.Security.Cryptography;
using System.Text;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Blobs;

/// <summary>Start of a stored file: which key of the ring sealed the file's own key, and that key, sealed.</summary>
internal sealed record BlobHeader(string RingKeyId, byte[] SealedKey)
{
    public static BlobHeader For(string id, ReadOnlySpan<byte> key, KeyRing ring)
    {
        var (ringKeyId, box) = ring.Seal(key, BlobFormat.Context(id));
        return new(ringKeyId, box);
    }

    /// <summary>The file's own key.</summary>
    /// <exception cref="CryptographicException">Damaged, of another blob, or the ring lacks the key.</exception>
    public byte[] Key(string id, KeyRing ring) => ring.Open(RingKeyId, SealedKey, BlobFormat.Context(id));

    public byte[] ToBytes()
    {
        var ringKey = Encoding.ASCII.GetBytes(RingKeyId);
        return [.. BlobFormat.Mark, checked((byte)ringKey.Length), .. ringKey, .. SealedKey];
    }

    public static async Task<BlobHeader> ReadAsync(Stream file, string id, CancellationToken cancellation)
    {
        try
        {
            var start = new byte[BlobFormat.Mark.Length + 1];
            await file.ReadExactlyAsync(start, cancellation);
            if (!start.AsSpan(0, BlobFormat.Mark.Length).SequenceEqual(BlobFormat.Mark)) throw new BlobDamagedException(id);
            var rest = new byte[start[^1] + BlobFormat.SealedKeySize];
            await file.ReadExactlyAsync(rest, cancellation);
            return new(Encoding.ASCII.GetString(rest.AsSpan(0, start[^1])), rest[start[^1]..]);
        }
        catch (EndOfStreamException error)
        {
            throw new BlobDamagedException(id, error);
        }
    }
}
