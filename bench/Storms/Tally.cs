using Siskop2mi.Bench.Benches;

namespace Siskop2mi.Bench.Storms;

/// <summary>What became of the requests of a storm: served, told to come back, or anything else, which is wrong.</summary>
/// <param name="served">The status code of a request that was served.</param>
internal sealed class Tally(int served)
{
    private int good;
    private int turned;
    private int other;

    public void Note(int status)
    {
        if (status == served) Interlocked.Increment(ref good);
        else if (status is 429 or 503) Interlocked.Increment(ref turned);
        else Interlocked.Increment(ref other);
    }

    /// <param name="run">Where it is told.</param>
    /// <param name="what">The requests, in the plural.</param>
    /// <param name="done">What is said of those that were served.</param>
    public void Tell(BenchRun run, string what, string done)
    {
        run.Figure($"{what} {done}", good, "");
        run.Figure($"{what} told to come back", turned, "");
        run.Count($"{what} answered otherwise", other, 0);
    }
}
