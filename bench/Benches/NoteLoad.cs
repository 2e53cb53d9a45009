using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Notes;
using Siskop2mi.Bench.Peers;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Bench.Benches;

/// <summary>Durable writes of notes through a node in this process.</summary>
internal static class NoteLoad
{
    public static NodePlan Product { get; } = new() { Classes = [typeof(NoteGrain)] };

    /// <summary>The same grains with shared writes and group commit switched off.</summary>
    public static NodePlan OneWriteACall { get; } = Product with
    {
        Options = options => options.IgnoreReentrancy = true,
        Store = (database, keys) => new OneWriteStorage(database.ConnectionString, new StorageJson(keys)),
    };

    /// <summary>Writes every note once, so that all are active and have rows, then writes at random.</summary>
    public static async Task<Throughput> Measure(BenchRun run, BenchDatabase database, NodePlan plan, string phase, int callers)
    {
        BenchRun.Say(phase);
        await using var node = await NodePieces.Open(database, plan);
        var notes = NoteRows.Keys(Notes(run)).Select(key => node.Grains.GetGrain<INoteGrain>(key)).ToArray();
        foreach (var chunk in notes.Chunk(256)) await Task.WhenAll(chunk.Select(note => note.Change(0)));
        var load = await ClosedLoop.Run(run.Ground.InProcess, callers, run.Size.WarmUp, run.Size.Measure, async (caller, number) =>
            await notes[(int)(((caller * 7919) + (number * 13)) % notes.Length)].Change((int)number));
        run.Phase(phase, load);
        var acknowledged = load.Done + notes.Length;
        run.Count($"{phase}, versions stored", await database.Number($"select sum(version) from {NoteRows.Table}"), acknowledged);
        var events = await database.Number("select count(*) from event where grain_type = 'bench-note'");
        run.Count($"{phase}, events stored", events, acknowledged);
        return load;
    }

    /// <summary>The same in a database of its own.</summary>
    public static async Task<Throughput> Measure(BenchRun run, NodePlan plan, string phase, int callers)
    {
        await using var database = await run.Ground.NewDatabase();
        await database.Execute(NoteRows.CreateTable);
        return await Measure(run, database, plan, phase, callers);
    }

    public static int Notes(BenchRun run) => run.Size.Of(20_000, 400);
}
