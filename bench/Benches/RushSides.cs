using Siskop2mi.Bench.Rushes;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Benches;

/// <summary>Starts the sides of a rush, and picks the pool with which the conventional peer is fastest.</summary>
internal static class RushSides
{
    private static readonly int[] Pools = [6, 12, 24];

    // Found in the first of several runs.
    private static readonly Dictionary<(string Bench, int Connections), int> Fastest = [];

    public static Task<RushServer> Product(BenchRun run, World world) => Product(run, world, oneWriteACall: false);

    public static async Task<RushServer> Product(BenchRun run, World world, bool oneWriteACall) =>
        await ProductServer.Start(run.Ground, world, oneWriteACall);

    /// <summary>
    /// Offers for the warm-up. A server in production has served for days when a batch opens; its code must be compiled as it will
    /// stay, which takes all sides some fifteen thousand submissions.
    /// </summary>
    public static Offer[] WarmOffers(int places) =>
        [.. Enumerable.Range(1, 3).Select(round => new Offer($"hangat-{round}", $"hangat-{round}", places))];

    /// <summary>Lets so many people send one application after the other to every warm-up offer.</summary>
    public static async Task WarmUp(RushServer server, Offer[] offers, int people, int connections)
    {
        foreach (var offer in offers) await Go(server, Everybody(people, offer), connections);
    }

    public static (int Person, Offer Offer)[] Everybody(int people, Offer offer) =>
        [.. Enumerable.Range(0, people).Select(person => (person, offer))];

    /// <summary>A peer with the pool that took the last of the warm-up rushes fastest.</summary>
    public static async Task<RushServer> Peer(
        BenchRun run, IReadOnlyList<Offer> offers, Offer[] warm, int trial, int people, int connections)
    {
        if (!Fastest.TryGetValue((run.Name, connections), out var best))
        {
            best = await FastestPool(run, offers, warm, trial, people, connections);
            Fastest[(run.Name, connections)] = best;
        }

        run.Note($"conventional peer, {connections} connections: pool of {best}, of {string.Join("/", Pools)} the fastest in run 1");
        return await PeerServer.Start(run.Ground, best, people, offers);
    }

    private static async Task<int> FastestPool(
        BenchRun run, IReadOnlyList<Offer> offers, Offer[] warm, int trial, int people, int connections)
    {
        var (best, bestRate) = (Pools[0], 0.0);
        foreach (var pool in run.Size.IsShort ? Pools[1..2] : Pools)
        {
            await using var candidate = await PeerServer.Start(run.Ground, pool, people, offers);
            await WarmUp(candidate, warm[1..], trial, connections);
            var outcome = await Go(candidate, Everybody(trial, warm[0]), connections);
            var rate = trial / outcome.Elapsed.TotalSeconds;
            BenchRun.Say($"the conventional peer with a pool of {pool}: {rate:N0} submits/s");
            if (rate > bestRate) (best, bestRate) = (pool, rate);
        }

        return best;
    }

    public static Task<RushOutcome> Go(RushServer server, IReadOnlyList<(int Person, Offer Offer)> who, int connections) =>
        new Rush(server.Address, server.Clock).Run(
            [.. who.Select(one => new Ticket(one.Person, one.Offer, server.Submission(one.Person, one.Offer)))], connections);

    /// <summary>What each side does for one submission, so that a reader can judge whether it is the same.</summary>
    public static void Explain(BenchRun run)
    {
        run.Note("product: session decrypted and account asked; vacancy, profile, bar, place, and the draft's own state checked in "
            + "grains; state, event, place and hash chain stored; a confirmation letter queued");
        run.Note("conventional peer: signed token; person, stamp, profile flag, bar, window, places, earlier application checked in one "
            + "query; application, audit row and place stored in one transaction; no letter, no hash chain, no request log");
        run.Note("of 100 people 2 click twice at once, 2 lose the answer and send again");
    }
}
