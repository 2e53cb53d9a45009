using Npgsql;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists applications, for the person and for the office that verifies.</summary>
public sealed class ApplicationQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of a person's applications, after a key.</summary>
    public Task<Page<string>> ListIds(string applicantId, string? after, int limit, CancellationToken cancellationToken) => OwnedIds.List(
        dataSource,
        "select key from application where applicant_id = $1 and ($2::text is null or key > $2) order by key limit $3",
        applicantId, after, limit, cancellationToken);

    /// <summary>What waits for an office, oldest first, after a cursor key of the form <c>submittedAt|id</c>.</summary>
    public async Task<Page<VerificationRow>> VerificationQueue(
        string officeId, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select key, state ->> 'vacancyId', submitted_at, claimed_by from application
            where status = 'submitted' and office_id = $1 and ($2::text is null or (submitted_at, key) > ($2, $3))
            order by submitted_at, key limit $4
            """);
        var (afterInstant, afterKey) = after?.Split('|', 2) is [var instant, var key] ? (instant, key) : (null, null);
        command.Parameters.AddWithValue(officeId);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = afterInstant });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = afterKey });
        command.Parameters.AddWithValue(limit + 1);

        List<VerificationRow> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var claimedBy = reader.IsDBNull(3) ? null : reader.GetString(3);
            rows.Add(new VerificationRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), claimedBy));
        }

        return Page<VerificationRow>.From(rows, limit, row => $"{row.SubmittedAt}|{row.ApplicationId}");
    }
}

/// <summary>One waiting dossier.</summary>
/// <param name="ApplicationId">Its id.</param>
/// <param name="VacancyId">The position applied for.</param>
/// <param name="SubmittedAt">ISO 8601, UTC, as stored.</param>
/// <param name="ClaimedBy">Account id of the officer who has it open, or null.</param>
public sealed record VerificationRow(string ApplicationId, string VacancyId, string SubmittedAt, string? ClaimedBy);
