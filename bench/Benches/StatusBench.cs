using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Rushes;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Benches;

/// <summary>"Has anything happened?", asked again and again on the day of the results.</summary>
internal sealed class StatusBench : IBench
{
    private const int Connections = 64;

    public string Name => "status";

    public string What => "GET own application by HTTP, 64 connections, against an empty endpoint of the same server";

    public async Task Run(BenchRun run)
    {
        var people = run.Size.Of(10_000, 200);
        var offer = new Offer("status", "status-1", people);
        await using var world = await World.Seed(run.Ground, people, [offer], _ => [offer]);
        await using var server = await RushSides.Product(run, world);
        // What people ask for is an application they have sent.
        var sent = await RushSides.Go(server, [.. Enumerable.Range(0, people).Select(person => (person, offer))], Connections);
        run.Count("applications sent", sent.Acknowledged.Count, people);

        byte[][] own = [.. Enumerable.Range(0, people).Select(person => HttpText.Get(
            $"/api/v1/applications/{world.People[person].ApplicationIn(offer.BatchId)}", world.Tokens[person]))];
        var empty = HttpText.Get("/health/live");
        var nothing = await Load(run, server, "empty endpoint", _ => empty);
        var status = await Load(run, server, "own application", number => own[number % people]);
        run.AtLeast("own application over the empty endpoint", status / nothing, 0.6);
        await OwnTimes(run, server, own, status / 2);
        run.Note("the empty endpoint is /health/live: the same pipeline, nobody logged in, a body of a few bytes");
    }

    private static async Task<double> Load(BenchRun run, RushServer server, string name, Func<long, byte[]> request)
    {
        BenchRun.Say(name);
        HttpLine[] lines = [.. Enumerable.Range(0, Connections).Select(_ => new HttpLine(server.Address))];
        var wrong = 0;
        var load = await ClosedLoop.Run(server.Clock, Connections, run.Size.WarmUp, run.Size.Measure, async (caller, number) =>
        {
            if (await lines[caller].Send(request((caller * 7919) + (number * 13))) != 200) Interlocked.Increment(ref wrong);
        });
        foreach (var line in lines) line.Dispose();
        run.Phase(name, load);
        run.Count($"{name}, not answered with 200", wrong, 0);
        return load.Rate;
    }

    private static async Task OwnTimes(BenchRun run, RushServer server, byte[][] own, double perSecond)
    {
        BenchRun.Say("own application on a schedule");
        using var lines = new LinePool(server.Address, TimeSpan.FromSeconds(10));
        var wrong = 0;
        var times = await OpenLoop.Run(perSecond, run.Size.Measure, async (number, _) =>
        {
            if (await lines.Send(own[number * 13 % own.Length]) != 200) Interlocked.Increment(ref wrong);
        });
        run.Latency("own application at half the rate, open loop", times);
        run.Count("own application on a schedule, not answered with 200", wrong, 0);
    }
}
