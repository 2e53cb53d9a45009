using System.Globalization;
using Npgsql;

namespace Siskop2mi.Storage.Queries;

/// <summary>Finds the messages that are due.</summary>
public sealed class MessageQueries(NpgsqlDataSource dataSource)
{
    /// <summary>Ids of pending messages whose time has come, longest waiting first.</summary>
    public async Task<IReadOnlyList<string>> Due(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select key from message where status = 'pending' and next_attempt_at <= $1 order by next_attempt_at, key limit $2");
        // The column is the JSON text of an instant in UTC; such texts sort as the instants do to within a second.
        command.Parameters.AddWithValue(now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue(limit);

        List<string> ids = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ids.Add(reader.GetString(0));
        return ids;
    }
}
