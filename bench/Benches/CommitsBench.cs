using Siskop2mi.Bench.Limits;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Notes;

namespace Siskop2mi.Bench.Benches;

/// <summary>What group commit gives over one commit a write, and what it leaves of the raw limit.</summary>
internal sealed class CommitsBench : IBench
{
    public string Name => "commits";

    public string What => "durable writes of 1.5 KB state and an event to distinct grains, in process";

    public async Task Run(BenchRun run)
    {
        var ours64 = await NoteLoad.Measure(run, NoteLoad.Product, "ours, 64 callers", 64);
        var one64 = await NoteLoad.Measure(run, NoteLoad.OneWriteACall, "one write a call, 64 callers", 64);
        var raw2 = await Raw(run, 2);
        var ours256 = await NoteLoad.Measure(run, NoteLoad.Product, "ours, 256 callers", 256);
        var one256 = await NoteLoad.Measure(run, NoteLoad.OneWriteACall, "one write a call, 256 callers", 256);
        var raw4 = await Raw(run, 4);
        var single = await Singles(run);
        var raw = Math.Max(raw2.Rate, raw4.Rate);
        run.AtLeast("256 callers, ours over one write a call", ours256.Rate / one256.Rate, 3);
        run.AtLeast("64 callers, ours over one write a call", ours64.Rate / one64.Rate, 1.5);
        run.AtLeast("256 callers, ours over the raw limit", ours256.Rate / raw, 0.7);
        run.AtLeast("64 callers, ours over the raw limit", ours64.Rate / raw, null);
        run.AtLeast("one write a call (the better) over raw single rows", Math.Max(one64.Rate, one256.Rate) / single, null);
        run.Note("one write a call: same grains and JSON, no hash chain, no fencing; prepared, 16 connections, no reset");
        run.Note("raw limit: 100-row upserts of the same states and events by Npgsql, rows made before, the better of 2 and 4 writers");
        run.Note("raw single rows: prepared updates of the state alone, no event, 16 connections");
    }

    private static async Task<Throughput> Raw(BenchRun run, int writers)
    {
        BenchRun.Say($"raw, {writers} writers");
        await using var database = await run.Ground.NewDatabase();
        await database.Execute(NoteRows.CreateTable);
        await using var raw = new RawNotes(database, NoteLoad.Notes(run));
        await raw.Fill();
        var load = await raw.Batches(run.Ground.InProcess, writers, run.Size.WarmUp, run.Size.Measure);
        run.Figure($"raw 100-row upserts, {writers} writers", load.Rate, "rows/s");
        run.Cpu($"raw 100-row upserts, {writers} writers", load.Cpu);
        return load;
    }

    private static async Task<double> Singles(BenchRun run)
    {
        BenchRun.Say("raw single rows");
        await using var database = await run.Ground.NewDatabase();
        await database.Execute(NoteRows.CreateTable);
        await using var raw = new RawNotes(database, NoteLoad.Notes(run));
        await raw.Fill();
        var load = await raw.Singles(run.Ground.InProcess, run.Size.WarmUp, run.Size.Measure);
        run.Phase("raw single-row updates", load);
        if (await PgBench.Commits(database, run.Ground.Folder, NoteLoad.Notes(run), run.Size.Measure) is { } commits)
            run.Figure("pgbench single-row updates, 32 clients", commits, "/s");
        else
            run.Note("pgbench is not on this machine");
        return load.Rate;
    }
}
