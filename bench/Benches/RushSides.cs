using Siskop2mi.Bench.Rushes;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Benches;

/// <summary>Starts the sides of a rush, and picks the pool with which the conventional peer is fastest.</summary>
internal static class RushSides
{
    private static readonly int[] Pools = [16, 32, 64];

    public static Task<RushServer> Product(BenchRun run, World world) => Product(run, world, oneWriteACall: false);

    public static async Task<RushServer> Product(BenchRun run, World world, bool oneWriteACall) =>
        await ProductServer.Start(run.Ground, world, oneWriteACall);

    /// <summary>A peer with the pool that took the warm-up rush fastest.</summary>
    public static async Task<RushServer> Peer(
        BenchRun run, IReadOnlyList<Offer> offers, IReadOnlyList<(int Person, Offer Offer)> trial, int people, int connections)
    {
        var (best, bestRate) = (Pools[0], 0.0);
        foreach (var pool in run.Size.IsShort ? Pools[1..2] : Pools)
        {
            await using var candidate = await PeerServer.Start(run.Ground, pool, people, offers);
            var outcome = await Go(candidate, trial, connections);
            var rate = trial.Count / outcome.Elapsed.TotalSeconds;
            BenchRun.Say($"the conventional peer with a pool of {pool}: {rate:N0} submits/s while it warms up");
            if (rate > bestRate) (best, bestRate) = (pool, rate);
        }

        run.Note($"conventional peer: pool of {best}, the fastest of {string.Join("/", Pools)}");
        return await PeerServer.Start(run.Ground, best, people, offers);
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
