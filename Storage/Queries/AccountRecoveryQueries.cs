using Npgsql;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists cases of lost phones and mailboxes for the help desk.</summary>
public sealed class AccountRecoveryQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of the cases of a status (in kebab-case), oldest first, after a cursor key of the form <c>openedAt|id</c>.</summary>
    public async Task<Page<AccountRecoveryRow>> List(string status, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select key, opened_at from account_recovery
            where status = $1 and ($2::text is null or (opened_at, key) > ($2, $3))
            order by opened_at, key limit $4
            """);
        var (afterInstant, afterKey) = after?.Split('|', 2) is [var instant, var key] ? (instant, key) : (null, null);
        command.Parameters.AddWithValue(status);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = afterInstant });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = afterKey });
        command.Parameters.AddWithValue(limit + 1);

        List<AccountRecoveryRow> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) rows.Add(new AccountRecoveryRow(reader.GetString(0), reader.GetString(1)));
        return Page<AccountRecoveryRow>.From(rows, limit, row => $"{row.OpenedAt}|{row.CaseId}");
    }
}

/// <summary>One case.</summary>
/// <param name="CaseId">Its id.</param>
/// <param name="OpenedAt">ISO 8601, UTC, as stored.</param>
public sealed record AccountRecoveryRow(string CaseId, string OpenedAt);
