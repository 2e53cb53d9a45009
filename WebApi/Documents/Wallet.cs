using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Documents;

/// <summary>
/// A person's wallet. Brings an uploaded document in, the file to the blob store first, then the document that names it; finds
/// what is theirs; takes it out.
/// </summary>
internal sealed class Wallet(
    IGrainFactory grains, IBlobStore blobs, DocumentCatalogue catalogue, FileIntake intake, UploadQuota quota, TimeProvider time)
{
    public async Task<Outcome<DocumentView>> Add(string ownerId, string? key, UploadReader upload, CancellationToken cancellationToken)
    {
        var sent = NewDocument.Read(upload.Fields);
        var id = sent.Check ?? $"{ownerId}.{(key is null ? Ids.New() : Ids.Derive("document", ownerId, key))}";
        if (await WhyNot(ownerId, id, sent) is { } refusal) return refusal;

        // A repeat finds its document there and adds none. Told before the file has travelled, too.
        var isRepeat = (key is not null || sent.Check is not null) && await Grain(id).Get() is not null;
        if (!isRepeat && await quota.Check(ownerId, 0, cancellationToken) is { } spent) return spent;

        var file = await intake.Receive(upload, catalogue.Find(sent.Metadata.TypeCode)!.MaxBytes, ownerId, cancellationToken);
        var command = CommandOf(ownerId, sent, file);
        var outcome = isRepeat
            ? await Grain(id).Add(command)
            : await quota.Within(ownerId, file.Size, () => Grain(id).Add(command), cancellationToken);
        // Refused, or a repeat whose file is kept already. After an exception the file stays: the document may hold it.
        if (outcome.Value?.File.BlobId != file.BlobId) await blobs.DeleteAsync(file.BlobId, CancellationToken.None);
        return outcome;
    }

    /// <summary>A document of a person's own, whatever id they name; null when there is none.</summary>
    public async Task<DocumentView?> Find(string ownerId, string id) =>
        IsOwn(ownerId, id) && await Grain(id).Get() is { } view && view.OwnerId == ownerId ? view : null;

    /// <summary>A number check of a person's own; null when there is none.</summary>
    public async Task<NumberCheckView?> FindCheck(string ownerId, string id) =>
        IsOwn(ownerId, id) && await Grain(id).GetNumberCheck() is { } check && check.OwnerId == ownerId ? check : null;

    public async Task<Outcome<NumberCheckView>> CheckNumber(string ownerId, string? key, string typeCode, DocumentNumber number)
    {
        var id = $"{ownerId}.{(key is null ? Ids.New() : Ids.Derive("number-check", ownerId, key))}";
        return await Grain(id).CheckNumber(new CheckNumber { OwnerId = ownerId, TypeCode = typeCode, Number = number });
    }

    /// <summary>Takes a document or a number check out; its file goes at once, or, should this process die now, within a day.</summary>
    public async Task<Outcome<DocumentRemoval>> Remove(string ownerId, string id)
    {
        if (!IsOwn(ownerId, id)) return DocumentRefusals.NotFound;
        var outcome = await Grain(id).Remove(new RemoveDocument(ownerId));
        if (outcome.Value?.BlobId is { } file) await blobs.DeleteAsync(file, CancellationToken.None);
        return outcome;
    }

    private static bool IsOwn(string ownerId, string id) =>
        Ids.IsOwned(id) && id.StartsWith($"{ownerId}.", StringComparison.Ordinal);

    private IDocumentGrain Grain(string id) => grains.GetGrain<IDocumentGrain>(id);

    // What can be told before the file travels. The grain decides again.
    private async Task<Refusal?> WhyNot(string ownerId, string id, NewDocument sent)
    {
        var type = catalogue.Find(sent.Metadata.TypeCode);
        var owner = type?.NamesAnother() is true ? await grains.GetGrain<IAccountGrain>(ownerId).GetCard() : null;
        var check = sent.Check is null ? null : await FindCheck(ownerId, sent.Check);
        if (sent.Check is not null && check is null) return DocumentRefusals.NotFound;
        var facts = new AddDocumentFacts(type, time.GetUtcNow(), owner?.NationalId);
        if (AddDocumentRule.CheckBeforeFile(check, ownerId, sent.Metadata, facts) is { } refusal) return refusal;
        return sent.Replaces is { } replaced
            ? ReplaceDocumentRule.CheckReplaced(await Find(ownerId, replaced), ownerId, sent.Metadata.TypeCode, id) : null;
    }

    private static AddDocument CommandOf(string ownerId, NewDocument sent, StoredFile file) => new()
    {
        OwnerId = ownerId,
        TypeCode = sent.Metadata.TypeCode,
        Number = sent.Metadata.Number,
        IssuedOn = sent.Metadata.IssuedOn,
        ExpiresOn = sent.Metadata.ExpiresOn,
        Details = sent.Metadata.Details,
        File = file,
        Replaces = sent.Replaces,
    };
}
