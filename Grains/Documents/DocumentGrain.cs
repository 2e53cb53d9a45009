using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Documents;

namespace Siskop2mi.Grains.Documents;

/// <summary>Shell around <see cref="AddDocumentRule"/>.</summary>
[GrainType("document")]
public sealed class DocumentGrain(
    [PersistentState("document", StorageNames.Siskop2mi)] IPersistentState<DocumentState> document,
    DocumentCatalogue catalogue) : Grain, IDocumentGrain
{
    public async Task<Outcome<DocumentView>> Add(AddDocument command)
    {
        var facts = new AddDocumentFacts(catalogue.Find(command.TypeCode), this.Now());
        var decision = AddDocumentRule.Decide(document.State, command, facts);
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(document, decision);
        return View();
    }

    public Task<DocumentView?> Get() => Task.FromResult(document.State.Status is DocumentStatus.NotStarted ? null : View());

    private DocumentView View() => new()
    {
        DocumentId = this.GetPrimaryKeyString(),
        OwnerId = document.State.OwnerId!,
        TypeCode = document.State.TypeCode!,
        Status = document.State.Status,
        Number = document.State.Number,
        IssuedOn = document.State.IssuedOn,
        ExpiresOn = document.State.ExpiresOn,
        Details = document.State.Details,
        File = document.State.File!,
        UploadedAt = document.State.UploadedAt!.Value,
    };
}
