using System.Security.Cryptography;

namespace Siskop2mi.Storage.Blobs;

/// <summary>Encrypts a stream chunk by chunk, counting and hashing what goes by.</summary>
internal static class BlobWriter
{
    /// <summary>Size and SHA-256 of what was read.</summary>
    public static async Task<(long Size, string Sha256)> CopyAsync(
        Stream content, Stream file, byte[] key, long limit, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var cipher = new AesGcm(key, BlobFormat.TagSize);
        // One chunk ahead: whether a chunk is the last one shows only when the next read finds nothing.
        var (current, next) = (new byte[BlobFormat.ChunkSize], new byte[BlobFormat.ChunkSize]);
        var box = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
        var length = await FillAsync(content, current, cancellation);
        long size = 0;
        for (long chunk = 0; ; chunk++)
        {
            size += length;
            if (size > limit) throw new BlobTooLargeException(limit);
            hash.AppendData(current, 0, length);
            var following = length == BlobFormat.ChunkSize ? await FillAsync(content, next, cancellation) : 0;
            Encrypt(cipher, current.AsSpan(0, length), box, chunk, last: following == 0);
            await file.WriteAsync(box.AsMemory(0, length + BlobFormat.TagSize), cancellation);
            if (following == 0) return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
            (current, next, length) = (next, current, following);
        }
    }

    private static void Encrypt(AesGcm cipher, ReadOnlySpan<byte> plain, Span<byte> box, long chunk, bool last)
    {
        Span<byte> nonce = stackalloc byte[BlobFormat.NonceSize];
        BlobFormat.WriteNonce(nonce, chunk, last);
        cipher.Encrypt(nonce, plain, box[..plain.Length], box.Slice(plain.Length, BlobFormat.TagSize));
    }

    private static async Task<int> FillAsync(Stream content, byte[] buffer, CancellationToken cancellation) =>
        await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
}
