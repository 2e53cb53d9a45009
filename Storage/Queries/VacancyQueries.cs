using System.Text.Json;
using Npgsql;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists announced vacancies.</summary>
public sealed class VacancyQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Notices by id, after a key, of one country (ISO 3166-1 alpha-2) or of all.</summary>
    public async Task<Page<VacancyNotice>> List(string? country, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select state -> 'notice' from vacancy
            where state is not null and ($1::text is null or country = $1) and ($2::text is null or key > $2)
            order by key limit $3
            """);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = country });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = after });
        command.Parameters.AddWithValue(limit + 1);

        return Page<VacancyNotice>.From(await Read(command, cancellationToken), limit, notice => notice.VacancyId);
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
            rows.Add(JsonSerializer.Deserialize<VacancyNotice>(reader.GetString(0), DomainJson.Options)!);
        return rows;
    }
}
