using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Rushes;

/// <summary>Compares what people were told with what the database holds.</summary>
internal static class RushCheck
{
    /// <summary>Tells the counts of a rush under a name.</summary>
    public static async Task Tell(BenchRun run, string name, RushServer server, IReadOnlyList<Offer> offers, RushOutcome outcome)
    {
        var (taken, oversold, lost, twice, unknown) = (0L, 0L, 0L, 0L, 0L);
        foreach (var offer in offers)
        {
            var takenHere = await server.Taken(offer);
            var applied = await server.Applied(offer);
            var known = applied.ToHashSet(StringComparer.Ordinal);
            var told = outcome.Acknowledged.Where(ticket => ticket.Offer == offer)
                .Select(ticket => new Resident(ticket.Person).Id).ToHashSet(StringComparer.Ordinal);
            taken += takenHere;
            oversold += Math.Max(0, Math.Max(takenHere, applied.Count) - offer.Places);
            lost += told.Count(person => !known.Contains(person));
            twice += applied.Count - known.Count;
            unknown += known.Count(person => !told.Contains(person));
        }

        run.Count($"{name}, places taken", taken, offers.Sum(offer => offer.Places));
        run.Count($"{name}, told they have a place", outcome.Acknowledged.Count, offers.Sum(offer => offer.Places));
        run.Count($"{name}, oversold", oversold, 0);
        run.Count($"{name}, lost", lost, 0);
        run.Count($"{name}, stored twice", twice, 0);
        run.Count($"{name}, stored and never told", unknown, 0);
        run.Count($"{name}, double clicks answered differently", outcome.Contradictions, 0);
        run.Count($"{name}, never answered", outcome.Unanswered, 0);
    }
}
