using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Notes;

namespace Siskop2mi.Bench.Benches;

/// <summary>How much a call of a grain that is in memory costs.</summary>
internal sealed class CallsBench : IBench
{
    private const double Bar = 300_000;

    public string Name => "calls";

    public string What => "read-only calls to active grains, in process";

    public async Task Run(BenchRun run)
    {
        await using var database = await run.Ground.NewDatabase();
        await database.Execute(NoteRows.CreateTable);
        await using var node = await NodePieces.Open(database, new NodePlan { Classes = [typeof(NoteGrain)] });
        var notes = NoteRows.Keys(run.Size.Of(20_000, 500)).Select(key => node.Grains.GetGrain<INoteGrain>(key)).ToArray();
        foreach (var chunk in notes.Chunk(500)) await Task.WhenAll(chunk.Select(note => note.Read()));

        foreach (var callers in new[] { 64, 256 })
        {
            var wrong = 0;
            var load = await ClosedLoop.Run(run.Ground.InProcess, callers, run.Size.WarmUp, run.Size.Measure, async (caller, number) =>
            {
                // Callers start far apart and step over the notes, so that few meet at one.
                var view = await notes[((caller * 7919) + (number * 13)) % notes.Length].Read();
                if (view.Revision != 0) Interlocked.Increment(ref wrong);
            });
            run.Phase($"{callers} callers", load);
            run.AtLeast($"{callers} callers, over {Bar:N0}/s", load.Rate / Bar, 1);
            run.Count($"{callers} callers, wrong answers", wrong, 0);
        }

        run.Note("a call that finds its grain idle runs through on the caller's thread; the mean time of a call is callers over rate");
        run.Count("activations", node.Host.ActivationCount, notes.Length);
    }
}
