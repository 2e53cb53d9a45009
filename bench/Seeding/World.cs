using Npgsql;
using Orleans.Storage;
using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Ground;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.Bench.Seeding;

/// <summary>
/// A database with people who may apply and offers to apply to, its keys, and a session of everybody. It is never served from:
/// each server gets a copy.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>The password of everybody, hashed once.</summary>
    public const string Password = "Sakura#Mekar16";

    private const int AtOnce = 512;

    private readonly BenchGround ground;
    private readonly BenchDatabase template;
    private int copies;

    private World(BenchGround ground, BenchDatabase template, string folder, KeyRing keys) =>
        (this.ground, this.template, Folder, Keys) = (ground, template, folder, keys);

    /// <summary>Data directory with the key file.</summary>
    public string Folder { get; }

    public KeyRing Keys { get; }

    public IReadOnlyList<Resident> People { get; private set; } = [];

    /// <summary>Access tokens, in the order of people.</summary>
    public IReadOnlyList<string> Tokens { get; private set; } = [];

    /// <summary>Makes people, each with a draft for every offer that <paramref name="drafts"/> names.</summary>
    public static async Task<World> Seed(BenchGround ground, int people, IReadOnlyList<Offer> offers, Func<int, IEnumerable<Offer>> drafts)
    {
        BenchRun.Say($"seeding {people:N0} people");
        var folder = Directory.CreateDirectory(Path.Combine(ground.Folder, $"world-{Guid.NewGuid():N}")).FullName;
        var keys = KeyFile.LoadOrCreate(Path.Combine(folder, "keys.json"));
        var world = new World(ground, await ground.NewDatabase(), folder, keys)
        {
            People = [.. Enumerable.Range(0, people).Select(number => new Resident(number))],
        };
        await using (var store = new PostgresGrainStorage(
            world.template.ConnectionString, new StorageJson(keys), new GrainStorageOptions { Epoch = static () => 0 }))
            await world.Write(store, offers, drafts);
        await world.LogEverybodyIn();
        await world.template.Execute("analyze");
        return world;
    }

    /// <summary>Sessions last a quarter of an hour: new ones for everybody.</summary>
    public async Task LogEverybodyIn()
    {
        await using var mint = new SessionMint(template.Source, Keys);
        Tokens = [.. People.Select(person => mint.TokenOf(person.Card))];
    }

    /// <summary>A database of its own for one server.</summary>
    public async Task<BenchDatabase> Copy()
    {
        copies++;
        NpgsqlConnection.ClearAllPools();
        return await ground.CopyOf(template);
    }

    /// <summary>A data directory of its own for one server, with the keys.</summary>
    public string NewFolder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"node-{copies}-{Guid.NewGuid():N}")).FullName;
        File.Copy(Path.Combine(Folder, "keys.json"), Path.Combine(folder, "keys.json"));
        return folder;
    }

    public ValueTask DisposeAsync() => template.DisposeAsync();

    private async Task Write(IGrainStorage store, IReadOnlyList<Offer> offers, Func<int, IEnumerable<Offer>> drafts)
    {
        using var threads = new CostlyWork();
        using var hashing = PasswordHashing.On(threads);
        var hash = await hashing.Hash(Password, CancellationToken.None);
        foreach (var offer in offers)
            await Put(store, "vacancy", offer.VacancyId, AnnounceVacancyRule.Decide(new(), new AnnounceVacancy(offer.Notice)).State);
        await Parallel.ForAsync(0, People.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var person = People[number];
            await Put(store, "account", person.Id, person.Account(hash));
            await Put(store, "applicant", person.Id, person.Applicant());
            foreach (var offer in drafts(number))
                await Put(store, "application", person.ApplicationIn(offer.BatchId), person.Draft(offer.VacancyId, offer.BatchId));
        });
    }

    // A kind's state is stored under the kind's own name.
    private static Task Put<TState>(IGrainStorage store, string kind, string key, TState state) where TState : Entity =>
        store.WriteStateAsync(kind, GrainId.Create(kind, key), new GrainState<TState>(state));
}
