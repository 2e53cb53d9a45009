using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents;

/// <summary>A file on its way in: the bytes already read, then the rest, and an end with a problem when it grows too large.</summary>
internal sealed class LimitedFile(byte[] prefix, Stream rest, long maxBytes) : Stream
{
    private int given;
    private long size;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => size;
        set => throw new NotSupportedException();
    }

    public static ProblemException TooLarge => new(new Problem(StatusCodes.Status413PayloadTooLarge, ProblemCodes.FileTooLarge)
    {
        Errors = [new FieldError("/file", ProblemCodes.FileTooLarge)],
    });

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Math.Min(buffer.Length, prefix.Length - given);
        if (read > 0)
        {
            prefix.AsMemory(given, read).CopyTo(buffer);
            given += read;
        }
        else
        {
            read = await rest.ReadAsync(buffer, cancellationToken);
        }

        size += read;
        return size <= maxBytes ? read : throw TooLarge;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Uploads are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
