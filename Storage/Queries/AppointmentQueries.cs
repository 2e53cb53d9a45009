using System.Globalization;
using Npgsql;

namespace Siskop2mi.Storage.Queries;

/// <summary>Lists who comes to an office on a day, from the appointments that applications hold.</summary>
public sealed class AppointmentQueries(NpgsqlDataSource dataSource)
{
    private const string DateForm = "yyyy-MM-dd";

    /// <summary>The appointments of a day in the order of the day, after a cursor key of the form <c>time|id</c>.</summary>
    public async Task<Page<AppointmentRow>> OfDay(
        string officeId, DateOnly date, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select key, state ->> 'vacancyId', status, appointment_time from application
            where appointment_office_id = $1 and appointment_date = $2 and appointment_date is not null
              and ($3::text is null or (appointment_time, key) > ($3, $4))
            order by appointment_time, key limit $5
            """);
        var (afterTime, afterKey) = after?.Split('|', 2) is [var time, var key] ? (time, key) : (null, null);
        command.Parameters.AddWithValue(officeId);
        command.Parameters.AddWithValue(date.ToString(DateForm, CultureInfo.InvariantCulture));
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = afterTime });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = afterKey });
        command.Parameters.AddWithValue(limit + 1);

        List<AppointmentRow> rows = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new AppointmentRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return Page<AppointmentRow>.From(rows, limit, row => $"{row.Time}|{row.ApplicationId}");
    }
}

/// <summary>One appointment.</summary>
/// <param name="ApplicationId">Whose.</param>
/// <param name="VacancyId">The position applied for.</param>
/// <param name="Status">Where the application stands, as a word.</param>
/// <param name="Time">Start, WIB, as stored: <c>09:30:00</c>.</param>
public sealed record AppointmentRow(string ApplicationId, string VacancyId, string Status, string Time);
