using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Documents;

/// <summary>Brings an uploaded document in: the file to the blob store first, then the document that names it.</summary>
internal sealed class Wallet(IGrainFactory grains, IBlobStore blobs, DocumentCatalogue catalogue, TimeProvider time)
{
    public async Task<Outcome<DocumentView>> Add(string ownerId, string? key, UploadReader upload, CancellationToken cancellationToken)
    {
        var metadata = NewDocument.Read(upload.Fields);
        var type = catalogue.Find(metadata.TypeCode);
        if (AddDocumentRule.CheckMetadata(metadata, new AddDocumentFacts(type, time.GetUtcNow())) is { } refusal) return refusal;

        var file = await Receive(upload, type!, cancellationToken);
        var id = $"{ownerId}.{(key is null ? Ids.New() : Ids.Derive("document", ownerId, key))}";
        var outcome = await grains.GetGrain<IDocumentGrain>(id).Add(new AddDocument
        {
            OwnerId = ownerId,
            TypeCode = metadata.TypeCode,
            Number = metadata.Number,
            IssuedOn = metadata.IssuedOn,
            ExpiresOn = metadata.ExpiresOn,
            Details = metadata.Details,
            File = file,
        });
        // Refused, or a repeat whose file is kept already. After an exception the file stays: the document may hold it.
        if (outcome.Value?.File.BlobId != file.BlobId) await blobs.DeleteAsync(file.BlobId, CancellationToken.None);
        return outcome;
    }

    private async Task<StoredFile> Receive(UploadReader upload, DocumentType type, CancellationToken cancellationToken)
    {
        var name = FileNames.Clean(upload.FileName);
        var prefix = await upload.ReadPrefix(FileKind.PrefixLength, cancellationToken);
        var kind = FileKind.Of(prefix);
        kind.RequireName(name);
        var content = new ReplayedStream(prefix, upload.File);
        var blob = await UploadReader.Guard(() => blobs.WriteAsync(content, type.MaxBytes, cancellationToken));
        try
        {
            await upload.RequireEnd(cancellationToken);
        }
        catch
        {
            await blobs.DeleteAsync(blob.Id, CancellationToken.None);
            throw;
        }

        return new StoredFile { BlobId = blob.Id, Size = blob.Size, Sha256 = blob.Sha256, MediaType = kind.MediaType, FileName = name };
    }
}
