using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Documents;

namespace Siskop2mi.Grains.Documents;

/// <summary>
/// Shell around the rules of a document; asks the register and asks again, and tells the document it replaces, after a crash
/// by reminder.
/// </summary>
[GrainType("document")]
public sealed class DocumentGrain(
    [PersistentState("document", StorageNames.Siskop2mi)] IPersistentState<DocumentState> document,
    DocumentCatalogue catalogue,
    IStrRegister register) : Grain, IDocumentGrain, IRemindable
{
    private const string AskRegisterAgain = "ask-register-again";
    private const string TellReplaced = "tell-replaced";

    private string Id => this.GetPrimaryKeyString();

    public async Task<Outcome<NumberCheckView>> CheckNumber(CheckNumber command)
    {
        var type = catalogue.Find(command.TypeCode);
        if (NumberCheckRule.BeforeAsking(document.State, command, type) is { } decided) return await Commit(decided, CheckView);
        var counted = await GrainFactory.GetGrain<IRegisterTriesGrain>(command.OwnerId).Count();
        if (counted.Refusal is { } tooMany) return tooMany;
        var answer = await AskRegister(command.OwnerId, command.Number);
        // Before the commit: a reminder without a check forgets itself; a check without one would wait for ever.
        if (answer is StrAnswer.NoAnswer) await AskAgainAfter(silences: 1);
        return await Commit(NumberCheckRule.Decide(document.State, command, new NumberCheckFacts(type, answer, this.Now())), CheckView);
    }

    public async Task<Outcome<DocumentView>> Add(AddDocument command)
    {
        var decision = AddDocumentRule.Decide(document.State, command, await Facts(command));
        if (decision.Refusal is { } refusal) return refusal;
        if (decision.State.IsReplacing)
            await this.RegisterOrUpdateReminder(TellReplaced, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await this.CommitAsync(document, decision);
        return await FinishReplacing() is { } takenBack ? takenBack : View()!;
    }

    // First it must be known whether this document stays: it may yet be taken back.
    public async Task<Outcome<Done>> Supersede(SupersedeDocument command)
    {
        await FinishReplacing();
        return await Commit(ReplaceDocumentRule.Supersede(document.State, command), () => Done.Instance);
    }

    public async Task<Outcome<Done>> PinTo(string applicationId)
    {
        await FinishReplacing();
        return await Commit(KeepDocumentRule.Pin(document.State, new PinDocument(applicationId)), () => Done.Instance);
    }

    public async Task<Outcome<DocumentRemoval>> Remove(RemoveDocument command)
    {
        var removal = new DocumentRemoval(document.State.File?.BlobId);
        await FinishReplacing();
        return await Commit(KeepDocumentRule.Remove(document.State, command), () => removal);
    }

    public Task<DocumentView?> Get() => Task.FromResult(View());

    public Task<NumberCheckView?> GetNumberCheck() => Task.FromResult(NumberCheckView.Of(Id, document.State));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (reminderName == AskRegisterAgain) await AskAgain();
        else if (document.State.IsReplacing) await FinishReplacing();
        else await Forget(reminderName);
    }

    private async Task AskAgain()
    {
        if (NumberCheckRule.IsToBeAskedAgain(document.State, this.Now()))
        {
            var answer = await AskRegister(document.State.OwnerId!, document.State.Number!);
            await this.CommitAsync(document, NumberCheckRule.Hear(document.State, answer));
            if (answer is StrAnswer.NoAnswer) await AskAgainAfter(document.State.NumberCheck!.Silences);
        }

        if (!NumberCheckRule.IsToBeAskedAgain(document.State, this.Now())) await Forget(AskRegisterAgain);
    }

    // The name is the one that the civil registry confirmed.
    private async Task<StrAnswer> AskRegister(string ownerId, DocumentNumber number)
    {
        var owner = await GrainFactory.GetGrain<IAccountGrain>(ownerId).GetCard();
        return owner.FullName is { } name ? await register.Ask(number, name, CancellationToken.None) : StrAnswer.NoAnswer;
    }

    private Task<IGrainReminder> AskAgainAfter(int silences)
    {
        var wait = NumberCheckRule.WaitAfter(silences);
        return this.RegisterOrUpdateReminder(AskRegisterAgain, wait, wait);
    }

    private async Task<Refusal?> FinishReplacing()
    {
        if (document.State is not { IsReplacing: true, Replaces: { } old }) return null;
        var command = new SupersedeDocument(document.State.OwnerId!, document.State.TypeCode!, Id);
        var told = await GrainFactory.GetGrain<IDocumentGrain>(old).Supersede(command);
        await this.CommitAsync(document, ReplaceDocumentRule.Finish(document.State, told.Refusal));
        await Forget(TellReplaced);
        return told.Refusal;
    }

    private async Task<AddDocumentFacts> Facts(AddDocument command)
    {
        var type = catalogue.Find(command.TypeCode);
        var owner = type?.NamesAnother() is true ? await GrainFactory.GetGrain<IAccountGrain>(command.OwnerId).GetCard() : null;
        return new AddDocumentFacts(type, this.Now(), owner?.NationalId);
    }

    private async Task<Outcome<T>> Commit<T>(Decision<DocumentState> decision, Func<T> answer)
    {
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(document, decision);
        return answer();
    }

    private async Task Forget(string reminderName)
    {
        if (await this.GetReminder(reminderName) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private DocumentView? View() => DocumentView.Of(Id, document.State);

    private NumberCheckView CheckView() => NumberCheckView.Of(Id, document.State)!;
}
