using System.Buffers.Binary;

namespace Siskop2mi.Storage.Blobs;

/// <summary>
/// Layout of a stored file: <c>SKB1</c>, length of the ring key's id (1 byte), that id, the file's own key sealed by the
/// ring (60 bytes), then chunks of 64 KiB, each encrypted with AES-256-GCM and followed by its tag; the last may be shorter
/// or empty.
/// </summary>
/// <remarks>
/// The key is used for this one file, so the nonce may count: chunk number, then 1 for the last chunk. A chunk that is
/// moved, left out or cut off, and an end that is not the end, fail to decrypt. The sealed key is bound to the blob's id,
/// so one file cannot be put in the place of another.
/// </remarks>
internal static class BlobFormat
{
    public const int ChunkSize = 64 * 1024;
    public const int TagSize = 16;
    public const int KeySize = 32;
    public const int SealedKeySize = 12 + KeySize + TagSize;
    public const int NonceSize = 12;

    public static ReadOnlySpan<byte> Mark => "SKB1"u8;

    public static byte[] Context(string id) => System.Text.Encoding.ASCII.GetBytes("blob:" + id);

    public static void WriteNonce(Span<byte> nonce, long chunk, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, chunk);
        nonce[8] = last ? (byte)1 : (byte)0;
    }
}
