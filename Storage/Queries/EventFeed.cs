using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Queries;

/// <summary>
/// The events in an order in which nothing appears behind a reader's back: by transaction, and only below every
/// transaction that is still open. One slow writer delays the feed; it never makes it skip.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="json">Reads event data.</param>
public sealed class EventFeed(NpgsqlDataSource database, StorageJson json)
{
    private const string Columns = "id, tx, grain_type, grain_key, version, ordinal, type, data, actor, role, process, at";

    /// <summary>The next events after a cursor.</summary>
    /// <param name="after">Cursor of the last event seen; null starts at the beginning.</param>
    /// <param name="limit">Most events to give, 1 to 10,000.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FormatException">The text is no cursor.</exception>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(string? after, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 10_000);
        var (tx, id) = EventFeedCursor.Parse(after);
        await using var command = database.CreateCommand(
            $"""
            select {Columns} from event
            where (tx, id) > ($1, $2) and tx < pg_snapshot_xmin(pg_current_snapshot())
            order by tx, id limit $3
            """);
        command.Parameters.Add(new NpgsqlParameter<ulong> { NpgsqlDbType = NpgsqlDbType.Xid8, TypedValue = tx });
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(limit);
        return await ListAsync(command, cancellation);
    }

    /// <summary>The whole story of one grain, oldest first.</summary>
    public async Task<IReadOnlyList<StoredEvent>> OfGrainAsync(string grainType, string grainKey, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from event where grain_type = $1 and grain_key = $2 order by id");
        command.Parameters.AddWithValue(grainType);
        command.Parameters.AddWithValue(grainKey);
        return await ListAsync(command, cancellation);
    }

    /// <summary>The latest event of one type in the story of a grain, or null.</summary>
    public async Task<StoredEvent?> LatestOfGrainAsync(
        string grainType, string grainKey, string eventType, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from event where grain_type = $1 and grain_key = $2 and type = $3 order by version desc limit 1");
        command.Parameters.AddWithValue(grainType);
        command.Parameters.AddWithValue(grainKey);
        command.Parameters.AddWithValue(eventType);
        return (await ListAsync(command, cancellation)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<StoredEvent>> ListAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellation)) events.Add(Read(reader));
        return events;
    }

    private StoredEvent Read(NpgsqlDataReader reader)
    {
        var (grainType, grainKey, type, data) = (reader.GetString(2), reader.GetString(3), reader.GetString(6), reader.GetString(7));
        var happened = Restore($"{grainType}/{grainKey}", type, data, out var isUnreadable);
        return new StoredEvent
        {
            Cursor = EventFeedCursor.Of(reader.GetFieldValue<ulong>(1), reader.GetInt64(0)),
            Id = reader.GetInt64(0),
            GrainType = grainType,
            GrainKey = grainKey,
            Version = reader.GetInt64(4),
            Ordinal = reader.GetInt16(5),
            Type = type,
            Data = data,
            Event = happened,
            IsUnreadable = isUnreadable,
            Actor = reader.GetString(8),
            Role = reader.GetString(9),
            Process = reader.GetString(10),
            At = new DateTimeOffset(reader.GetDateTime(11)),
        };
    }

    // One damaged event must not hide all those behind it.
    private DomainEvent? Restore(string row, string type, string data, out bool isUnreadable)
    {
        isUnreadable = false;
        if (EventTypes.Find(type) is not { } known) return null;
        try
        {
            return (DomainEvent?)json.Read(StorageJson.EventRow, row, data, known);
        }
        catch (Exception damaged) when (damaged is JsonException or CryptographicException)
        {
            isUnreadable = true;
            return null;
        }
    }
}
