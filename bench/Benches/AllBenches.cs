namespace Siskop2mi.Bench.Benches;

/// <summary>All benches, in the order in which they run.</summary>
internal static class AllBenches
{
    public static IReadOnlyList<IBench> List { get; } =
    [
        new RushOneBench(),
        new RushManyBench(),
        new CommitsBench(),
        new HotGrainBench(),
        new CallsBench(),
        new StatusBench(),
        new MemoryBench(),
        new OverloadBench(),
        new LogInStormBench(),
        new UploadStormBench(),
        new GrowthBench(),
    ];

    public static IBench? Find(string name) => List.FirstOrDefault(bench => bench.Name == name);
}
