using Npgsql;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Storage.Queries;

/// <summary>Who is in a draw, and how it was held.</summary>
public sealed class DrawQueries(NpgsqlDataSource dataSource, EventFeed feed)
{
    /// <summary>The entries of a draw that is still to come, in no order.</summary>
    public async Task<IReadOnlyList<DrawEntry>> Entries(string vacancyId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select key, is_settled from holding where grain_type = 'vacancy' and grain_key = $1 and status = 4");
        command.Parameters.AddWithValue(vacancyId);
        List<DrawEntry> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add(new DrawEntry(reader.GetString(0), reader.GetBoolean(1)));
        return rows;
    }

    /// <summary>
    /// The draw as it was held, or null. From its event and not from what is held now: who was drawn may have stepped back since.
    /// </summary>
    public async Task<DrawHeld?> FindHeld(string vacancyId, CancellationToken cancellationToken) =>
        (await feed.LatestOfGrainAsync("vacancy", vacancyId, "draw-held", cancellationToken))?.Event as DrawHeld;
}

/// <summary>An entry of a draw.</summary>
/// <param name="ApplicationId">Whose.</param>
/// <param name="IsSettled">Whether the application is known to be sent; an entry that is not may still go.</param>
public sealed record DrawEntry(string ApplicationId, bool IsSettled);
