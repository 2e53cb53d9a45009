using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Seeding;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Grains.Applicants;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Bench.Benches;

/// <summary>What an active grain costs besides its own state.</summary>
internal sealed class MemoryBench : IBench
{
    private const double MostBytes = 3 * 1024;

    public string Name => "memory";

    public string What => "200,000 active applicant grains";

    public async Task Run(BenchRun run)
    {
        var count = run.Size.Of(200_000, 2_000);
        Resident[] people = [.. Enumerable.Range(0, count).Select(number => new Resident(number))];
        await using var database = await run.Ground.NewDatabase();
        var keys = KeyRing.CreateNew();
        var json = new StorageJson(keys);
        await using var store = new PostgresGrainStorage(
            database.ConnectionString, json, new GrainStorageOptions { Epoch = static () => 0 });
        await Seed(store, people);

        await using var node = await NodePieces.Open(database, new NodePlan
        {
            Classes = [typeof(ApplicantGrain)],
            Store = (_, _) => new Borrowed(store),
            Services = services => services.AddSingleton(new RegionCatalogue([], [], [], [])),
        });
        BenchRun.Say("activating");
        await Activate(node, people[..1]);
        var before = Heap();
        await Activate(node, people);
        var perGrain = (Heap() - before) / (double)(count - 1);
        var ownState = StateBytes(json, people[0]);
        run.Figure("heap a grain, with its state", perGrain, "bytes");
        run.Figure("its own state", ownState, "bytes");
        run.AtMost("bytes a grain over its own state", perGrain - ownState, MostBytes);
        run.Count("grains active", node.Host.ActivationCount, count);
        run.Note("own state: heap of the same state as the store reads it, weighed by ten thousand copies");
        GC.KeepAlive(people);
    }

    private static async Task Seed(IGrainStorage store, Resident[] people)
    {
        BenchRun.Say($"seeding {people.Length:N0} applicants");
        await Parallel.ForAsync(0, people.Length, new ParallelOptions { MaxDegreeOfParallelism = 512 }, async (number, _) =>
            await store.WriteStateAsync(
                "applicant", GrainId.Create("applicant", people[number].Id), new GrainState<ApplicantState>(people[number].Applicant())));
    }

    private static Task Activate(NodePieces node, Resident[] people) =>
        Parallel.ForAsync(0, people.Length, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (number, _) =>
            await node.Grains.GetGrain<IApplicantGrain>(people[number].Id).GetReadiness());

    // The same state as often as it takes to weigh it.
    private static double StateBytes(StorageJson json, Resident person)
    {
        const int Copies = 10_000;
        var content = json.Write("applicant", person.Id, person.Applicant(), typeof(ApplicantState));
        var copies = new ApplicantState[Copies];
        var before = Heap();
        for (var i = 0; i < Copies; i++) copies[i] = json.Read<ApplicantState>("applicant", person.Id, content);
        var bytes = (Heap() - before) / (double)Copies;
        GC.KeepAlive(copies);
        return bytes;
    }

    private static long Heap()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // The node must not close the store that the bench still uses.
    private sealed class Borrowed(IGrainStorage store) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            store.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            store.WriteStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            store.ClearStateAsync(stateName, grainId, grainState);
    }
}
