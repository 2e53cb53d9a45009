using Siskop2mi.Domain.Primitives;
using Siskop2mi.Grains;

namespace Siskop2mi.Bench.Notes;

/// <summary>Commits as every grain of the product does.</summary>
[GrainType("bench-note")]
public sealed class NoteGrain([PersistentState("bench-note", StorageNames.Siskop2mi)] IPersistentState<NoteState> note)
    : Grain, INoteGrain
{
    public async Task<int> Change(int number)
    {
        var next = note.State with
        {
            Revision = note.State.Revision + 1,
            Status = (number & 1) == 0 ? "submitted" : "needs-fix",
            Message = note.State.Message.Length > 0 ? note.State.Message : NoteText.Of(this.GetPrimaryKeyString()),
        };
        await this.CommitAsync(note, Decision.Accept(next, new NoteChanged(next.Status, next.Revision)));
        return next.Revision;
    }

    public Task<NoteView> Read() => Task.FromResult(new NoteView(note.State.Status, note.State.Revision));
}
