using Siskop2mi.Bench.Rushes;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Benches;

/// <summary>Everybody wants the same vacancy.</summary>
internal sealed class RushOneBench : IBench
{
    private const int Connections = 256;

    public string Name => "rush-one";

    public string What => "submits by HTTP to one vacancy of 5,000 places, 256 connections";

    public async Task Run(BenchRun run)
    {
        var places = run.Size.Of(5_000, 100);
        var people = places * 6 / 5;
        var warm = RushSides.WarmOffers(places);
        Offer[] rounds = [.. Enumerable.Range(1, run.Size.IsShort ? 1 : 3)
            .Select(round => new Offer($"ramai-{round}", $"ramai-{round}", places))];
        Offer[] offers = [.. warm, .. rounds];
        RushSides.Explain(run);
        await using var world = await World.Seed(run.Ground, people, offers, _ => offers);

        var ours = await Side(run, "ours", await RushSides.Product(run, world), rounds, warm, people);
        var one = await Side(run, "one write a call", await RushSides.Product(run, world, oneWriteACall: true), rounds, warm, people);
        var peer = await Side(
            run, "conventional peer", await RushSides.Peer(run, offers, warm, people, people, Connections), rounds, warm, people);
        run.AtLeast("ours over the conventional peer", ours / peer, 10);
        run.AtLeast("ours over one write a call", ours / one, 5);
        run.Note("rate: places given a second, from the first sending to the last place; a fifth of the people come too late");
    }

    private static async Task<double> Side(
        BenchRun run, string name, RushServer started, Offer[] rounds, Offer[] warm, int people)
    {
        await using var server = started;
        BenchRun.Say(name);
        await RushSides.WarmUp(server, warm, people, Connections);
        List<double> rates = [];
        foreach (var round in rounds)
        {
            var outcome = await RushSides.Go(server, RushSides.Everybody(people, round), Connections);
            rates.Add(outcome.Acknowledged.Count / outcome.UntilLastPlace.TotalSeconds);
            BenchRun.Say($"{name}, {round.VacancyId}: {rates[^1]:N0} places/s");
            var label = rounds.Length == 1 ? name : $"{name}, {round.VacancyId}";
            await RushCheck.Tell(run, label, server, [round], outcome);
            run.Cpu(label, outcome.Cpu);
        }

        var rate = rates.Order().ElementAt(rates.Count / 2);
        run.Figure(name, rate, "places/s");
        return rate;
    }
}
