using System.Text.Json;
using Npgsql;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists announced vacancies.</summary>
public sealed class VacancyQueries(NpgsqlDataSource dataSource)
{
    /// <summary>
    /// Every announced vacancy, by id. Of one that the caller knows at its present version nothing but key and version is read, so
    /// that asking every second costs what has changed since.
    /// </summary>
    public async Task<IReadOnlyList<PublishedVacancy>> ListAll(
        IReadOnlyList<PublishedVacancy> known, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select vacancy.key, vacancy.version, case when known.version = vacancy.version then null else vacancy.state -> 'notice' end,
                   coalesce(vacancy.taken, 0)
            from vacancy left join unnest($1, $2) as known (key, version) on known.key = vacancy.key
            where vacancy.state is not null order by vacancy.key
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. known.Select(vacancy => vacancy.Id)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. known.Select(vacancy => vacancy.Version)] });

        var before = known.ToDictionary(vacancy => vacancy.Id, StringComparer.Ordinal);
        List<PublishedVacancy> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (id, version) = (reader.GetString(0), reader.GetInt64(1));
            if (!reader.IsDBNull(2))
                rows.Add(new PublishedVacancy(id, version, Notice(reader.GetString(2))) { PlacesInUse = reader.GetInt32(3) });
            else if (before.TryGetValue(id, out var same) && same.Version == version) rows.Add(same);
        }

        return rows;
    }

    /// <summary>The notices of a batch, one for each position; empty when there is no such batch.</summary>
    public async Task<IReadOnlyList<VacancyNotice>> ListOfBatch(string batchId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select state -> 'notice' from vacancy where state -> 'notice' ->> 'batchId' = $1 order by key");
        command.Parameters.AddWithValue(batchId);
        return await Read(command, cancellationToken);
    }

    private static async Task<List<VacancyNotice>> Read(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        List<VacancyNotice> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(Notice(reader.GetString(0)));
        return rows;
    }

    private static VacancyNotice Notice(string json) => JsonSerializer.Deserialize<VacancyNotice>(json, DomainJson.Options)!;
}

/// <summary>A vacancy as everybody may see it, at one version of its state.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Version">Of the stored state; another one means that something may have changed.</param>
/// <param name="Notice">What is announced.</param>
public sealed record PublishedVacancy(string Id, long Version, VacancyNotice Notice)
{
    /// <summary>Places taken or on offer; 0 where none are kept.</summary>
    public int PlacesInUse { get; init; }
}
