using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Documents;

/// <summary>A file on its way in: the bytes that were read to tell its kind, then the rest at the pace of the hour.</summary>
internal sealed class ReplayedStream(byte[] prefix, Stream rest, UploadPace pace) : Stream
{
    private int given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Math.Min(buffer.Length, prefix.Length - given);
        if (read == 0)
        {
            read = await rest.ReadAsync(buffer, cancellationToken);
            await pace.Pass(read, cancellationToken);
            return read;
        }

        prefix.AsMemory(given, read).CopyTo(buffer);
        given += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Uploads are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
