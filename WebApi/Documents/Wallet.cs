using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Documents;

/// <summary>Brings an uploaded document in: the file to the blob store first, then the document that names it.</summary>
internal sealed class Wallet(
    IGrainFactory grains, IBlobStore blobs, DocumentCatalogue catalogue, FileIntake intake, UploadQuota quota, TimeProvider time)
{
    public async Task<Outcome<DocumentView>> Add(string ownerId, string? key, UploadReader upload, CancellationToken cancellationToken)
    {
        var metadata = NewDocument.Read(upload.Fields);
        var type = catalogue.Find(metadata.TypeCode);
        if (AddDocumentRule.CheckMetadata(metadata, new AddDocumentFacts(type, time.GetUtcNow())) is { } refusal) return refusal;

        var id = $"{ownerId}.{(key is null ? Ids.New() : Ids.Derive("document", ownerId, key))}";
        var document = grains.GetGrain<IDocumentGrain>(id);
        // A repeat finds its document there and adds none. Told before the file has travelled, too.
        var isRepeat = key is not null && await document.Get() is not null;
        if (!isRepeat && await quota.Check(ownerId, 0, cancellationToken) is { } spent) return spent;

        var file = await intake.Receive(upload, type!.MaxBytes, ownerId, cancellationToken);
        var command = CommandOf(ownerId, metadata, file);
        var outcome = isRepeat
            ? await document.Add(command)
            : await quota.Within(ownerId, file.Size, () => document.Add(command), cancellationToken);
        // Refused, or a repeat whose file is kept already. After an exception the file stays: the document may hold it.
        if (outcome.Value?.File.BlobId != file.BlobId) await blobs.DeleteAsync(file.BlobId, CancellationToken.None);
        return outcome;
    }

    private static AddDocument CommandOf(string ownerId, DocumentMetadata metadata, StoredFile file) => new()
    {
        OwnerId = ownerId,
        TypeCode = metadata.TypeCode,
        Number = metadata.Number,
        IssuedOn = metadata.IssuedOn,
        ExpiresOn = metadata.ExpiresOn,
        Details = metadata.Details,
        File = file,
    };
}
