using System.Data;
using Npgsql;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.RehearseRush.Checks;

/// <summary>
/// A row of an application: the keys it was sent with, whether it says that it holds a place (taken or on offer), and whether it
/// says that the vacancy keeps anything for it: a place, a number, an entry.
/// </summary>
internal sealed record ApplicationRow(
    string Key, long Version, string VacancyId, IReadOnlyList<string> Keys, string? Reference, bool HoldsPlace, bool KeepsSomething);

/// <summary>A row of what a vacancy keeps.</summary>
internal sealed record HoldingRow(string VacancyId, string ApplicationId, HoldingStatus Status, bool IsSettled)
{
    public bool IsInUse => Status is HoldingStatus.Taken or HoldingStatus.Offered;
}

/// <summary>A row of a vacancy; without places it takes everybody.</summary>
internal sealed record VacancyRow(string Key, long Version, int? Places, int Taken);

internal sealed record EventRow(string GrainType, string GrainKey, long Version, int Ordinal, string Type);

/// <summary>Everything the database holds of a rush, as it stood at one instant. Reads only.</summary>
internal sealed record RushRows(
    IReadOnlyList<ApplicationRow> Applications, IReadOnlyList<HoldingRow> Holdings, IReadOnlyList<VacancyRow> Vacancies,
    IReadOnlyList<EventRow> Events)
{
    /// <summary>Reads the rows of some vacancies and of some applications, wherever those were sent.</summary>
    public static async Task<RushRows> Read(NpgsqlDataSource database, string[] vacancies, string[] applications)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var instant = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var query = new Query(connection, vacancies, applications);
        await query.MakeReadOnly();
        return new RushRows(
            await query.List(
                """
                select key, version, state ->> 'vacancyId', state ->> 'submissionKey', reference, state -> 'place' ->> 'status',
                       array(select jsonb_array_elements_text(coalesce(state -> 'usedKeys', '[]')))
                from application where state ->> 'vacancyId' = any($1) or key = any($2)
                """, Application),
            await query.List(
                """
                select grain_key, key, status, is_settled from holding
                where grain_type = 'vacancy' and (grain_key = any($1) or key = any($2))
                """, row => new HoldingRow(row.GetString(0), row.GetString(1), (HoldingStatus)row.GetInt16(2), row.GetBoolean(3))),
            await query.List(
                "select key, version, places, coalesce(taken, 0) from vacancy where key = any($1) and $2::text[] is not null",
                row => new VacancyRow(row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt32(2), row.GetInt32(3))),
            await query.List(
                """
                select grain_type, grain_key, version, ordinal, type from event
                where (grain_type = 'vacancy' and grain_key = any($1)) or (grain_type = 'application' and (grain_key = any($2)
                    or grain_key in (select key from application where state ->> 'vacancyId' = any($1))))
                """, row => new EventRow(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt16(3), row.GetString(4))));
    }

    private static ApplicationRow Application(NpgsqlDataReader row)
    {
        var place = row.IsDBNull(5) ? null : row.GetString(5);
        string[] last = row.IsDBNull(3) ? [] : [row.GetString(3)];
        return new ApplicationRow(
            row.GetString(0), row.GetInt64(1), row.GetString(2), [.. last, .. row.GetFieldValue<string[]>(6)],
            row.IsDBNull(4) ? null : row.GetString(4), place is "taken" or "offered", place is not null);
    }

    private sealed class Query(NpgsqlConnection connection, string[] vacancies, string[] applications)
    {
        public async Task MakeReadOnly()
        {
            await using var command = new NpgsqlCommand("set transaction read only", connection);
            await command.ExecuteNonQueryAsync();
        }

        public async Task<List<TRow>> List<TRow>(string sql, Func<NpgsqlDataReader, TRow> of)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = vacancies });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = applications });
            await using var reader = await command.ExecuteReaderAsync();
            List<TRow> rows = [];
            while (await reader.ReadAsync()) rows.Add(of(reader));
            return rows;
        }
    }
}
