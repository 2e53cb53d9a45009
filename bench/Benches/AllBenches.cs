namespace Siskop2mi.Bench.Benches;

/// <summary>All benches, in the order in which they run.</summary>
internal static class AllBenches
{
    public static IReadOnlyList<IBench> List { get; } = [new RushOneBench(), new RushManyBench(), new StatusBench(), new MemoryBench(), new HotGrainBench(), new CommitsBench(), new CallsBench()];

    public static IBench? Find(string name) => List.FirstOrDefault(bench => bench.Name == name);
}
