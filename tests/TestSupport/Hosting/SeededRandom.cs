namespace Siskop2mi.TestSupport.Hosting;

/// <summary>Random numbers that are the same for a seed on every machine and every version of .NET (SplitMix64).</summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 up to, not including, <paramref name="limit"/>.</summary>
    public int Next(int limit) => (int)(NextBits() % (ulong)limit);

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => (NextBits() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];
}
