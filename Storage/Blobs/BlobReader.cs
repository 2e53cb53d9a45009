using System.Security.Cryptography;

namespace Siskop2mi.Storage.Blobs;

/// <summary>Decrypts a stored file as it is read. Forward only.</summary>
internal sealed class BlobReader(Stream file, string id, byte[] key) : Stream
{
    private readonly AesGcm _cipher = new(key, BlobFormat.TagSize);
    private byte[] _current = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
    private byte[] _next = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
    private readonly byte[] _plain = new byte[BlobFormat.ChunkSize];
    private (int Start, int End) _ready;
    private int _read = -1;
    private long _chunk;
    private bool _done;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0) return 0;
        while (_ready.Start == _ready.End && !_done) await DecryptNextAsync(cancellationToken);
        var count = Math.Min(buffer.Length, _ready.End - _ready.Start);
        _plain.AsMemory(_ready.Start, count).CopyTo(buffer);
        _ready.Start += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        _cipher.Dispose();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            _cipher.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task DecryptNextAsync(CancellationToken cancellation)
    {
        if (_read < 0) _read = await FillAsync(_current, cancellation);
        var following = _read == _current.Length ? await FillAsync(_next, cancellation) : 0;
        _ready = (0, Decrypt(_current.AsSpan(0, _read), last: following == 0));
        _done = following == 0;
        _chunk++;
        (_current, _next, _read) = (_next, _current, following);
    }

    private int Decrypt(ReadOnlySpan<byte> box, bool last)
    {
        var length = box.Length - BlobFormat.TagSize;
        if (length < 0) throw new BlobDamagedException(id);
        Span<byte> nonce = stackalloc byte[BlobFormat.NonceSize];
        BlobFormat.WriteNonce(nonce, _chunk, last);
        try
        {
            _cipher.Decrypt(nonce, box[..length], box[length..], _plain.AsSpan(0, length));
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
