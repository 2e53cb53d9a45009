using Siskop2mi.Bench.Rushes;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Benches;

/// <summary>A batch opens: many vacancies, six people for each place.</summary>
internal sealed class RushManyBench : IBench
{
    private const int PeopleAPlace = 6;

    public string Name => "rush-many";

    public string What => "30,000 submits by HTTP to 50 vacancies of 100 places";

    public async Task Run(BenchRun run)
    {
        var plan = new RushManyPlan(run.Size);
        RushSides.Explain(run);
        await using var world = await plan.Seed(run);
        foreach (var connections in RushManyPlan.Connections)
        {
            var ours = await Measure(run, "ours", await RushSides.Product(run, world), plan, connections);
            var peer = await Measure(
                run, "conventional peer",
                await RushSides.Peer(run, plan.Offers, plan.Warm, plan.Trial, plan.People, connections), plan, connections);
            run.AtLeast($"{connections} connections, ours over the conventional peer", ours / peer, 4);
        }
    }

    /// <summary>One rush on a server that is stopped afterwards; submits answered a second.</summary>
    public static async Task<double> Measure(BenchRun run, string side, RushServer started, RushManyPlan plan, int connections)
    {
        await using var server = started;
        var name = $"{side}, {connections} connections";
        BenchRun.Say(name);
        await RushSides.WarmUp(server, plan.Warm, plan.Trial, connections);
        var outcome = await RushSides.Go(server, plan.Rush(connections), connections);
        await RushCheck.Tell(run, name, server, plan.OffersOf(connections), outcome);
        var rate = plan.People / outcome.Elapsed.TotalSeconds;
        run.Figure(name, rate, "submits/s");
        run.Figure($"{name}, places", outcome.Acknowledged.Count / outcome.UntilLastPlace.TotalSeconds, "places/s");
        run.Cpu(name, outcome.Cpu);
        return rate;
    }

    /// <summary>Who sends what to whom.</summary>
    internal sealed class RushManyPlan
    {
        private readonly int vacancies;
        private readonly int places;

        public RushManyPlan(BenchSize size)
        {
            (vacancies, places) = (size.Of(50, 5), size.Of(100, 10));
            Trial = vacancies * places;
            People = Trial * PeopleAPlace;
            Warm = RushSides.WarmOffers(Trial);
        }

        /// <summary>Each number of connections rushes a batch of its own.</summary>
        public static int[] Connections { get; } = [64, 256];

        public int People { get; }

        /// <summary>How many of the people take part in the warm-up.</summary>
        public int Trial { get; }

        public Offer[] Warm { get; }

        public IReadOnlyList<Offer> Offers => [.. Warm, .. Connections.SelectMany(OffersOf)];

        public IReadOnlyList<Offer> OffersOf(int connections) => [.. Enumerable.Range(0, vacancies)
            .Select(number => new Offer($"lowongan-{connections}-{number}", $"gelombang-{connections}", places))];

        public IReadOnlyList<(int Person, Offer Offer)> Rush(int connections)
        {
            var offers = OffersOf(connections);
            return [.. Enumerable.Range(0, People).Select(person => (person, offers[person % vacancies]))];
        }

        public Task<World> Seed(BenchRun run)
        {
            var offers = Connections.Select(OffersOf).ToArray();
            return World.Seed(run.Ground, People, Offers, person =>
                [.. offers.Select(batch => batch[person % vacancies]), .. person < Trial ? Warm : []]);
        }
    }
}
