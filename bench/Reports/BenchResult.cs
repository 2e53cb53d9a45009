namespace Siskop2mi.Bench.Reports;

/// <summary>A measured value.</summary>
/// <param name="Value">The median when there were several runs.</param>
/// <param name="Unit">Such as <c>/s</c> or <c>ms</c>.</param>
/// <param name="Spread">Largest less smallest run, over the median; 0 for one run.</param>
internal sealed record Figure(double Value, string Unit, double Spread = 0);

/// <summary>A figure over another of the same run: what the promises are about.</summary>
/// <param name="Value">The median when there were several runs.</param>
/// <param name="Bar">What must be reached; null where it is only told.</param>
/// <param name="IsCeiling">The bar is the most that is allowed, not the least that is wanted.</param>
/// <param name="Spread">Largest less smallest run, over the median; 0 for one run.</param>
internal sealed record Ratio(double Value, double? Bar, bool IsCeiling, double Spread = 0)
{
    /// <summary>Whether the bar is met; true without one.</summary>
    public bool Reached => Bar is not { } bar || (IsCeiling ? Value <= bar : Value >= bar);
}

/// <summary>Something counted after the run, in the database where it can be.</summary>
internal sealed record Count(long Value, long Expected)
{
    public bool IsRight => Value == Expected;
}

/// <summary>Cores that each side used during a phase.</summary>
/// <param name="Server">The program under test; in an in-process bench callers are part of it.</param>
/// <param name="Database">PostgreSQL with all its processes.</param>
/// <param name="Generator">Whoever made the load; 0 where callers run inside the program under test.</param>
internal sealed record CpuSplit(double Server, double Database, double Generator);

/// <summary>What one bench found, by name and in the order it was told.</summary>
internal sealed class BenchResult(string name, string what)
{
    public string Name { get; } = name;

    /// <summary>What is measured, in one line.</summary>
    public string What { get; } = what;

    public OrderedDictionary<string, Figure> Figures { get; } = [];

    public OrderedDictionary<string, Ratio> Ratios { get; } = [];

    public OrderedDictionary<string, Count> Counts { get; } = [];

    public OrderedDictionary<string, CpuSplit> Cpu { get; } = [];

    /// <summary>What a reader must know to judge the figures.</summary>
    public List<string> Notes { get; } = [];

    public int Runs { get; init; } = 1;

    /// <summary>Every bar is met.</summary>
    public bool Reached => Ratios.Values.All(ratio => ratio.Reached) && AreCountsRight;

    /// <summary>Nothing was lost, nothing done twice.</summary>
    public bool AreCountsRight => Counts.Values.All(count => count.IsRight);
}
