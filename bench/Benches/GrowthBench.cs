using Siskop2mi.Bench.Notes;
using Siskop2mi.Bench.Rushes;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Benches;

/// <summary>Years later, with millions of applications stored, it must still be as fast.</summary>
internal sealed class GrowthBench : IBench
{
    private const int Callers = 256;
    private const long Few = 10_000;
    private const double Bar = 0.85;

    public string Name => "growth";

    public string What => "commits and a rush on a batch at 10 thousand and at millions of applications stored";

    public async Task Run(BenchRun run)
    {
        var plan = new RushManyBench.RushManyPlan(run.Size);
        await using var world = await plan.Seed(run);
        var small = await Measure(run, world, plan, Math.Min(Few, run.Size.Stored / 5));
        var large = await Measure(run, world, plan, run.Size.Stored);
        run.AtLeast("commits, large over small", large.Commits / small.Commits, Bar);
        run.AtLeast("rush on a batch, large over small", large.Rush / small.Rush, Bar);
        run.Note("two events for each stored application; tables vacuumed and analyzed before each measurement");
    }

    private static async Task<(double Commits, double Rush)> Measure(
        BenchRun run, World world, RushManyBench.RushManyPlan plan, long stored)
    {
        var database = await world.Copy();
        await OldApplications.Fill(database, stored);
        await database.Execute(NoteRows.CreateTable);
        run.Figure($"{stored:N0} stored, size", await database.Number("select pg_database_size(current_database())") / 1e9, "GB");
        var commits = await NoteLoad.Measure(run, database, NoteLoad.Product, $"{stored:N0} stored, commits", Callers);
        // From here on the database belongs to the server, and goes with it.
        var server = await ProductServer.Start(run.Ground, world, database);
        var rush = await RushManyBench.Measure(run, $"{stored:N0} stored, rush", server, plan, Callers);
        return (commits.Rate, rush);
    }
}
