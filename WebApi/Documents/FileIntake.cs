using System.Buffers;
using System.Threading.RateLimiting;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Documents.Files;
using Siskop2mi.WebApi.Documents.Scanning;

namespace Siskop2mi.WebApi.Documents;

/// <summary>
/// The one way in for a file that a person sends. It is stored, encrypted, as it comes in, so that slow links cost no memory;
/// then looked into, one after the other; then shown to the signature scanner. What is not taken is deleted again.
/// </summary>
internal sealed partial class FileIntake(
    IBlobStore blobs, IFileScanner scanner, SpacedWork work, UploadPace pace, ILogger<FileIntake> log) : IDisposable
{
    // One is read or written while another is looked into; each takes memory for a whole file.
    private const int AtOnce = 2;
    private const int Waiting = 64;

    private readonly ConcurrencyLimiter queue = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = AtOnce,
        QueueLimit = Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Takes the file of an upload, to its end. The caller makes something name it, or deletes it.</summary>
    /// <param name="upload">Read up to the file.</param>
    /// <param name="maxBytes">Most bytes of the file.</param>
    /// <param name="accountId">Who sends it, for the log.</param>
    /// <param name="cancellationToken">Gives up; nothing is left behind.</param>
    public async Task<StoredFile> Receive(UploadReader upload, long maxBytes, string accountId, CancellationToken cancellationToken)
    {
        var name = FileNames.Clean(upload.FileName);
        var prefix = await upload.ReadPrefix(FileKind.PrefixLength, cancellationToken);
        var kind = FileKind.Of(prefix);
        kind.RequireName(name);
        var content = new ReplayedStream(prefix, upload.File, pace);
        var arrived = await UploadReader.Guard(() => blobs.WriteAsync(content, maxBytes, cancellationToken));
        var kept = arrived;
        try
        {
            await upload.RequireEnd(cancellationToken);
            kept = await Inspect(kind, arrived, cancellationToken);
            await RequireClean(arrived, accountId, cancellationToken);
            if (kept.Id != arrived.Id) await blobs.DeleteAsync(arrived.Id, CancellationToken.None);
        }
        catch
        {
            await blobs.DeleteAsync(arrived.Id, CancellationToken.None);
            if (kept.Id != arrived.Id) await blobs.DeleteAsync(kept.Id, CancellationToken.None);
            throw;
        }

        return new StoredFile { BlobId = kept.Id, Size = kept.Size, Sha256 = kept.Sha256, MediaType = kind.MediaType, FileName = name };
    }

    /// <inheritdoc />
    public void Dispose() => queue.Dispose();

    private async Task<StoredBlob> Inspect(FileKind kind, StoredBlob arrived, CancellationToken cancellationToken)
    {
        using var place = await queue.AcquireAsync(1, cancellationToken);
        if (!place.IsAcquired)
            throw new ProblemException(
                new Problem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Overloaded) { RetryAfterSeconds = 5 });

        var buffer = ArrayPool<byte>.Shared.Rent((int)arrived.Size);
        try
        {
            var file = buffer.AsMemory(0, (int)arrived.Size);
            await using (var stored = await blobs.OpenReadAsync(arrived.Id, cancellationToken))
                await stored.ReadExactlyAsync(file, cancellationToken);
            var kept = await work.Run(() => FileInspector.Inspect(kind, file), cancellationToken);
            // The same memory: nothing had to go.
            return kept.Equals(file) ? arrived : await blobs.WriteAsync(Reading(kept), kept.Length, cancellationToken);
        }
        catch (UnacceptableFileException refused)
        {
            var status = refused.Code == ProblemCodes.FileTypeNotAllowed
                ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status422UnprocessableEntity;
            throw FileKind.Bad(status, refused.Code);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // As it arrived: what was taken out of it may be what a signature is known by.
    private async Task RequireClean(StoredBlob arrived, string accountId, CancellationToken cancellationToken)
    {
        ScanAnswer answer;
        await using (var stored = await blobs.OpenReadAsync(arrived.Id, cancellationToken))
            answer = await scanner.Scan(stored, cancellationToken);
        if (answer.Verdict is ScanVerdict.Clean or ScanVerdict.NotAsked) return;
        if (answer.Verdict is ScanVerdict.Infected)
        {
            LogRejected(accountId, answer.Signature, arrived.Sha256);
            throw FileKind.Bad(StatusCodes.Status422UnprocessableEntity, ProblemCodes.FileRejected);
        }

        throw new ProblemException(
            new Problem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.FileScanUnavailable) { RetryAfterSeconds = 60 });
    }

    private static MemoryStream Reading(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray());

    [LoggerMessage(
        EventName = "file-rejected", Level = LogLevel.Warning,
        Message = "Security: account {Account} sent a file that the scanner knows as {Signature} (SHA-256 {Sha256}). It was not kept.")]
    private partial void LogRejected(string account, string signature, string sha256);
}
