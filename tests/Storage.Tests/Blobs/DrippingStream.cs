namespace Siskop2mi.Storage.Tests.Blobs;

/// <summary>An upload over a weak link: comes in odd little pieces, may never end (null content), may break.</summary>
internal sealed class DrippingStream(byte[]? content) : Stream
{
    private const int Piece = 9_973;

    public long? BreaksAt { get; init; }

    /// <summary>Bytes taken so far.</summary>
    public long Taken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Taken >= BreaksAt) throw new IOException("The connection broke.");
        var count = (int)Math.Min(Math.Min(buffer.Length, Piece), (content?.Length ?? long.MaxValue) - Taken);
        content?.AsMemory((int)Taken, count).CopyTo(buffer);
        Taken += count;
        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Uploads are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
