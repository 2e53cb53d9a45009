using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.Storage.Tests.Grains;

namespace Siskop2mi.Storage.Tests.Queries;

public sealed class VacancyQueriesTests
{
    [Fact]
    public async Task Only_what_changed_is_read_again()
    {
        await using var store = await PostgresStore.OpenAsync();
        var vacancies = new VacancyQueries(store.Database);
        Assert.Empty(await vacancies.ListAll([], CancellationToken.None));

        var nurse = await store.Storage.Write("vacancy", "b-nurse", State("b-nurse", "JP"));
        await store.Storage.Write("vacancy", "a-driver", State("a-driver", "KR"));
        var first = await vacancies.ListAll([], CancellationToken.None);
        Assert.Equal([("a-driver", "KR"), ("b-nurse", "JP")], first.Select(one => (one.Id, one.Notice.Country)));

        await store.Storage.Write("vacancy", "b-nurse", nurse, State("b-nurse", "DE"));
        await store.Storage.Write("vacancy", "c-cook", State("c-cook", "JP"));
        var second = await vacancies.ListAll(first, CancellationToken.None);
        Assert.Equal(["a-driver", "b-nurse", "c-cook"], second.Select(one => one.Id));
        Assert.Same(first[0], second[0]);
        Assert.Equal((2L, "DE"), (second[1].Version, second[1].Notice.Country));
        Assert.All(second.Zip(await vacancies.ListAll(second, CancellationToken.None)), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public async Task The_known_ones_are_read_without_their_states()
    {
        await using var store = await PostgresStore.OpenAsync();
        await store.Storage.Write("vacancy", "a", State("a", "JP"));
        var known = await new VacancyQueries(store.Database).ListAll([], CancellationToken.None);
        await using var connection = await store.Database.OpenConnectionAsync();
        await using var broken = connection.CreateCommand();
        // A state that cannot be read any more would fail whoever reads it.
        broken.CommandText = """update vacancy set state = '{"notice": 1}'""";
        await broken.ExecuteNonQueryAsync();
        Assert.Same(known[0], Assert.Single(await new VacancyQueries(store.Database).ListAll(known, CancellationToken.None)));
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(
            () => new VacancyQueries(store.Database).ListAll([], CancellationToken.None));
    }

    private static VacancyState State(string id, string country) => new()
    {
        Status = VacancyStatus.Announced,
        Notice = new VacancyNotice
        {
            VacancyId = id,
            BatchId = "batch",
            Programme = "Ijepa",
            Scheme = "g-to-g",
            Country = country,
            Title = OrdinalMap.Empty<string>().Add("id", id),
            OpensAt = DateTimeOffset.UnixEpoch,
            ClosesAt = DateTimeOffset.UnixEpoch.AddDays(1),
            RequiredDocuments = [],
        },
    };
}
