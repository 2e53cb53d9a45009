namespace Siskop2mi.Bench.Benches;

/// <summary>One measured promise.</summary>
internal interface IBench
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string What { get; }

    /// <summary>Measures once and tells what it found.</summary>
    Task Run(BenchRun run);
}
