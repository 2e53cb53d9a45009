using System.Security.Cryptography;

namespace Siskop2mi.Storage.Blobs;

/// <summary>Decrypts a stored file as it is read. Forward only.</summary>
internal sealed class BlobReader(Stream file, string id, byte[] key) : Stream
{
    private readonly AesGcm cipher = new(key, BlobFormat.TagSize);
    private byte[] current = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
    private byte[] next = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
    private readonly byte[] plain = new byte[BlobFormat.ChunkSize];
    private (int Start, int End) ready;
    private int read = -1;
    private long chunk;
    private bool done;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0) return 0;
        while (ready.Start == ready.End && !done) await DecryptNextAsync(cancellationToken);
        var count = Math.Min(buffer.Length, ready.End - ready.Start);
        plain.AsMemory(ready.Start, count).CopyTo(buffer);
        ready.Start += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        cipher.Dispose();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            cipher.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task DecryptNextAsync(CancellationToken cancellation)
    {
        if (read < 0) read = await FillAsync(current, cancellation);
        var following = read == current.Length ? await FillAsync(next, cancellation) : 0;
        ready = (0, Decrypt(current.AsSpan(0, read), last: following == 0));
        done = following == 0;
        chunk++;
        (current, next, read) = (next, current, following);
    }

    private int Decrypt(ReadOnlySpan<byte> box, bool last)
    {
        var length = box.Length - BlobFormat.TagSize;
        if (length < 0) throw new BlobDamagedException(id);
        Span<byte> nonce = stackalloc byte[BlobFormat.NonceSize];
        BlobFormat.WriteNonce(nonce, chunk, last);
        try
        {
            cipher.Decrypt(nonce, box[..length], box[length..], plain.AsSpan(0, length));
            return length;
        }
        catch (CryptographicException error)
        {
            throw new BlobDamagedException(id, error);
        }
    }

    private async Task<int> FillAsync(byte[] buffer, CancellationToken cancellation) =>
        await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
}
