using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>What must hold of wallets in the store after a run, whatever was done to them.</summary>
internal sealed class WalletCheck(MemoryGrainStorage storage, IReadOnlyList<string> ids)
{
    private readonly ILookup<string, DomainEvent> events = storage.Events
        .Where(stored => stored.Grain.Type.ToString() == "document")
        .ToLookup(stored => stored.Grain.Key.ToString()!, stored => stored.Envelope.Event);

    private IEnumerable<(string Id, DocumentState State)> Stored => ids.Select(id => (id, State(id))).Where(one => one.Item2 is not null)!;

    /// <summary>No new version forgot to tell the old one, and nobody waits for the register for ever.</summary>
    public void NothingIsLeftHalfDone()
    {
        foreach (var (id, state) in Stored)
        {
            Promise.Holds(!state.IsReplacing, $"{id} has not told {state.Replaces}");
            Promise.Holds(
                state.Status is not (DocumentStatus.CheckPending or DocumentStatus.NumberCheckPending), $"{id} is still {state.Status}");
        }
    }

    /// <summary>A document has one version before and one after it, and both say so.</summary>
    public void VersionsFormAChain()
    {
        foreach (var (id, state) in Stored)
        {
            var took = events[id].OfType<DocumentReplaced>().Select(one => one.DocumentId).ToList();
            var gave = events[id].OfType<DocumentSuperseded>().Select(one => one.ByDocumentId).ToList();
            Promise.Holds(took.Count <= 1 && gave.Count <= 1, $"{id} took {took.Count} places and gave up its own {gave.Count} times");
            Promise.Holds(state.ReplacedBy == gave.SingleOrDefault(), $"{id} is replaced by {state.ReplacedBy}, its events say otherwise");
            Promise.Holds(state.File is null || state.Replaces == took.SingleOrDefault(), $"{id} is kept without having taken a place");
            foreach (var old in took) Promise.Holds(State(old)?.ReplacedBy == id, $"{id} took the place of {old}, which does not know");
            foreach (var next in gave)
                Promise.Holds(events[next].OfType<DocumentReplaced>().Count() == 1, $"{id} gave its place to {next}, which does not know");
        }
    }

    /// <summary>Nothing with a register is in a wallet whose number the register did not accept.</summary>
    public void NumbersAreChecked()
    {
        foreach (var (id, state) in Stored.Where(one => one.State.Number is not null))
        {
            var answer = SeededStrRegister.About(state.Number!);
            Promise.Holds(
                state.Status is DocumentStatus.NumberRejected ? answer is not StrAnswer.Valid : answer is StrAnswer.Valid,
                $"{id} is {state.Status} and the register says {answer}");
            var told = events[id].Count(one => one is DocumentNumberAccepted or DocumentNumberConfirmed or DocumentNumberRejected);
            Promise.Holds(told == 1, $"{id} heard {told} answers");
        }
    }

    public void IsKept(SentDocument document)
    {
        Promise.Holds(State(document.Id)?.File?.Sha256 == document.Id, $"{document.Id} was acknowledged and is lost");
        Promise.Holds(events[document.Id].OfType<DocumentAdded>().Count() == 1, $"{document.Id} was added more than once");
    }

    public void IsPinned(SentDocument document, string application)
    {
        var state = State(document.Id);
        Promise.Holds(state?.File is not null && state.PinnedBy.Contains(application), $"{document.Id} was sent with {application}");
        Promise.Holds(
            events[document.Id].OfType<DocumentPinned>().Count() == state!.PinnedBy.Length, $"{document.Id} has pins without events");
    }

    private DocumentState? State(string id) => storage.Find<DocumentState>("document", GrainId.Create("document", id));
}
