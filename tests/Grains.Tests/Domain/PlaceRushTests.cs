using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Grains.Vacancies;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.TestSupport;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>The last places of a vacancy in a rush, on the real host and the real database.</summary>
public sealed class PlaceRushTests
{
    private const int Places = 2;
    private const int Applicants = 500;

    [Fact]
    public async Task Two_last_places_and_500_at_once_give_exactly_2_winners_in_200_rounds()
    {
        await using var rush = await Rush.OpenAsync(hosts: 1, storage => storage);
        var winners = 0;
        foreach (var rounds in Enumerable.Range(0, 200).Chunk(20))
        {
            var won = await Task.WhenAll(rounds.Select(round => rush.RunAsync($"round-{round}", Applicants)));
            Assert.All(won, count => Assert.Equal(Places, count));
            winners += won.Sum();
        }

        Assert.Equal(400, winners);
        Assert.Equal(400L, await rush.ScalarAsync("select count(*) from holding where status = 2"));
        Assert.Equal(400L, await rush.ScalarAsync("select sum(taken)::bigint from vacancy"));
        Assert.Equal(400L, await rush.ScalarAsync("select count(*) from event where type = 'place-taken'"));
    }

    // Two activations of one grain, as two nodes have for a moment: the version decides, and the loser reads before it decides again.
    [Fact]
    public async Task Two_nodes_over_one_database_sell_no_place_twice()
    {
        await using var rush = await Rush.OpenAsync(hosts: 2, storage => storage);
        for (var round = 0; round < 20; round++) Assert.Equal(Places, await rush.RunAsync($"round-{round}", 40));
        Assert.Equal(40L, await rush.ScalarAsync("select count(*) from holding where status = 2"));
    }

    // What holds is the version: without it, and without the check of the database, each node sells every place.
    [Fact]
    public async Task A_store_that_ignores_versions_oversells()
    {
        await using var rush = await Rush.OpenAsync(hosts: 2, storage => new LastWriterWins(storage));
        await rush.ScalarAsync("alter table vacancy drop constraint vacancy_taken_at_most_places");
        for (var round = 0; round < 5; round++) await rush.RunAsync($"round-{round}", 40);
        Assert.True(await rush.ScalarAsync("select count(*) from holding where status = 2") > 5 * Places);
    }

    private sealed class Rush : IAsyncDisposable
    {
        private readonly NpgsqlDataSource database;
        private readonly List<(GrainHostFixture Host, PostgresGrainStorage Storage)> nodes = [];

        private Rush(string connectionString) => database = NpgsqlDataSource.Create(connectionString);

        public static async Task<Rush> OpenAsync(int hosts, Func<IGrainStorage, IGrainStorage> wrap)
        {
            var connectionString = await PostgresFixture.NewDatabaseAsync();
            var rush = new Rush(connectionString);
            var keys = KeyRing.CreateNew();
            for (var node = 0; node < hosts; node++)
            {
                var storage = new PostgresGrainStorage(connectionString, new StorageJson(keys));
                rush.nodes.Add((await OpenAsync(wrap(storage)), storage));
            }

            return rush;
        }

        /// <summary>Everybody asks a vacancy for a place at the same time, by turns on each node; how many were given one.</summary>
        public async Task<int> RunAsync(string vacancy, int applicants)
        {
            Assert.Null((await Ask(0, vacancy).Announce(new AnnounceVacancy(Notice(vacancy)))).Refusal);
            // Each node has the vacancy in memory before the rush begins.
            for (var node = 0; node < nodes.Count; node++) Assert.Equal(Places, (await Ask(node, vacancy).CountPlaces())!.Places);
            var barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var asking = Enumerable.Range(0, applicants).Select(async number =>
            {
                await barrier.Task;
                return await Take(Ask(number % nodes.Count, vacancy), $"applicant-{number}.{vacancy}");
            }).ToList();
            barrier.SetResult();
            return (await Task.WhenAll(asking)).Count(isIn => isIn);
        }

        public async Task<long> ScalarAsync(string sql)
        {
            await using var command = database.CreateCommand(sql);
            return await command.ExecuteScalarAsync() is long value ? value : 0;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (host, storage) in nodes)
            {
                await host.DisposeAsync();
                await storage.DisposeAsync();
            }

            await database.DisposeAsync();
        }

        private IVacancyGrain Ask(int node, string vacancy) => nodes[node].Host.Grains.GetGrain<IVacancyGrain>(vacancy);

        // As a client with a key of its own does: what came without an answer is asked again.
        private static async Task<bool> Take(IVacancyGrain vacancy, string applicationId)
        {
            while (true)
            {
                try
                {
                    return (await vacancy.TakePlace(new TakePlace(applicationId))).Refusal is null;
                }
                catch (InconsistentStateException)
                {
                    // The other node was first.
                }
            }
        }

        private static Task<GrainHostFixture> OpenAsync(IGrainStorage storage) => GrainHostFixture.OpenAsync(new GrainHostPlan
        {
            Classes = [typeof(VacancyGrain)],
            Services = services => services.AddKeyedSingleton(StorageNames.Siskop2mi, storage),
        });

        private static VacancyNotice Notice(string vacancy) => new()
        {
            VacancyId = vacancy,
            BatchId = "ijepa-16",
            Programme = "ijepa",
            Scheme = "g-to-g",
            Country = "JP",
            Title = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            OpensAt = DateTimeOffset.UnixEpoch,
            ClosesAt = DateTimeOffset.UnixEpoch.AddYears(200),
            RequiredDocuments = [],
            Intake = new Intake { Kind = IntakeKind.FirstCome, Places = Places },
        };
    }

    /// <summary>The real store, robbed of its versions: whoever writes last has the row.</summary>
    private sealed class LastWriterWins(IGrainStorage real) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            real.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            while (true)
            {
                try
                {
                    await real.WriteStateAsync(stateName, grainId, grainState);
                    return;
                }
                catch (InconsistentStateException)
                {
                    var stored = new GrainState<T>();
                    await real.ReadStateAsync(stateName, grainId, stored);
                    grainState.ETag = stored.ETag;
                }
            }
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            real.ClearStateAsync(stateName, grainId, grainState);
    }
}
