using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists applications, for the person, for the office that verifies, and for the central office that publishes results.</summary>
public sealed class ApplicationQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of a person's applications, after a key.</summary>
    public Task<Page<string>> ListIds(string applicantId, string? after, int limit, CancellationToken cancellationToken) => OwnedIds.List(
        dataSource,
        "select key from application where applicant_id = $1 and ($2::text is null or key > $2) order by key limit $3",
        applicantId, after, limit, cancellationToken);

    /// <summary>What was sent to an office, oldest first, after a cursor key of the form <c>submittedAt|id</c>.</summary>
    public async Task<Page<VerificationRow>> VerificationQueue(
        QueueFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select key, reference, state ->> 'vacancyId', submitted_at, claimed_by, claimed_at, coalesce((state ->> 'round')::int, 1)
            from application
            where office_id = $1 and status = $2 and submitted_at is not null
              and ($3::text is null or (submitted_at, key) > ($3, $4))
              and (not $5 or claimed_by is null or claimed_at < $6)
              and ($7::text is null or claimed_by = $7)
            order by submitted_at, key limit $8
            """);
        var (afterInstant, afterKey) = after?.Split('|', 2) is [var instant, var key] ? (instant, key) : (null, null);
        command.Parameters.AddWithValue(filter.OfficeId);
        command.Parameters.AddWithValue(filter.Status);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = afterInstant });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = afterKey });
        command.Parameters.AddWithValue(filter.OnlyFree);
        command.Parameters.AddWithValue(filter.ClaimsEndedBefore.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = filter.ClaimedBy });
        command.Parameters.AddWithValue(limit + 1);

        List<VerificationRow> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add(RowOf(reader));
        return Page<VerificationRow>.From(rows, limit, row => $"{row.SubmittedAt}|{row.ApplicationId}");
    }

    /// <summary>The applications of these references: those there are, in any order.</summary>
    public async Task<IReadOnlyList<ReferencedRow>> FindByReference(
        IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select reference, key, batch_id, state ->> 'vacancyId', status, stage, coalesce(state -> 'results', '[]')
            from application where reference = any($1)
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = references.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        List<ReferencedRow> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new ReferencedRow(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.IsDBNull(5) ? null : reader.GetString(5),
                JsonSerializer.Deserialize<ImmutableArray<StageResult>>(reader.GetString(6), DomainJson.Options)));
        }

        return rows;
    }

    private static VerificationRow RowOf(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.IsDBNull(1) ? null : reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.IsDBNull(5) ? null : reader.GetString(5),
        reader.GetInt32(6));
}

/// <summary>Which dossiers of an office are asked for.</summary>
public sealed record QueueFilter
{
    public required string OfficeId { get; init; }

    /// <summary>Status in kebab-case.</summary>
    public required string Status { get; init; }

    /// <summary>Only those that nobody holds, or held too long.</summary>
    public bool OnlyFree { get; init; }

    /// <summary>A claim made before this instant holds nothing any more.</summary>
    public required DateTimeOffset ClaimsEndedBefore { get; init; }

    /// <summary>Only those of this officer; null for all.</summary>
    public string? ClaimedBy { get; init; }
}

/// <summary>One dossier of an office.</summary>
/// <param name="ApplicationId">Its id.</param>
/// <param name="Reference">What people call it by; null when it was sent before there were references.</param>
/// <param name="VacancyId">The position applied for.</param>
/// <param name="SubmittedAt">ISO 8601, UTC, as stored.</param>
/// <param name="ClaimedBy">Account id of the officer who has it open, or null.</param>
/// <param name="ClaimedAt">ISO 8601, UTC, as stored, or null.</param>
/// <param name="Round">How often it was sent.</param>
public sealed record VerificationRow(
    string ApplicationId, string? Reference, string VacancyId, string SubmittedAt, string? ClaimedBy, string? ClaimedAt, int Round);

/// <summary>An application found by its reference.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="ApplicationId">Its id.</param>
/// <param name="BatchId">Its batch.</param>
/// <param name="VacancyId">Its position.</param>
/// <param name="Status">Status in kebab-case.</param>
/// <param name="Stage">The last stage passed, or null.</param>
/// <param name="Results">The results that are public.</param>
public sealed record ReferencedRow(
    string Reference, string ApplicationId, string BatchId, string VacancyId, string Status, string? Stage,
    ImmutableArray<StageResult> Results);
