using Npgsql;
using NpgsqlTypes;

namespace Siskop2mi.Storage.Reminders;

/// <summary>A reminder as it is stored.</summary>
/// <param name="GrainType">Kind of the grain it wakes.</param>
/// <param name="GrainKey">Key of the grain it wakes.</param>
/// <param name="Name">Its name within the grain.</param>
/// <param name="FirstTick">When it ticks first.</param>
/// <param name="Period">Time between ticks, more than zero.</param>
public sealed record StoredReminder(string GrainType, string GrainKey, string Name, DateTimeOffset FirstTick, TimeSpan Period);

/// <summary>A tick that was claimed: whoever holds this fires it, nobody else gets it.</summary>
/// <param name="Reminder">The reminder.</param>
/// <param name="DueAt">When the tick was due.</param>
public sealed record ClaimedReminder(StoredReminder Reminder, DateTimeOffset DueAt);

/// <summary>Reminders in the table <c>reminder</c>, indexed by due time. Due means due by the database's clock.</summary>
public sealed class ReminderStore(NpgsqlDataSource database)
{
    /// <summary>Sets a reminder, or replaces the one of the same grain and name; its next tick is the first.</summary>
    public async Task UpsertAsync(StoredReminder reminder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(reminder.Period, TimeSpan.Zero);
        await using var command = database.CreateCommand("""
            insert into reminder (grain_type, grain_key, name, first_tick, period, due_at) values ($1, $2, $3, $4, $5, $4)
            on conflict (grain_type, grain_key, name)
            do update set first_tick = excluded.first_tick, period = excluded.period, due_at = excluded.due_at
            """);
        AddKey(command, reminder.GrainType, reminder.GrainKey, reminder.Name);
        command.Parameters.Add(new() { Value = reminder.FirstTick.ToUniversalTime() });
        command.Parameters.Add(new() { Value = reminder.Period });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Removes a reminder; false when there was none.</summary>
    public async Task<bool> RemoveAsync(string grainType, string grainKey, string name, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand("delete from reminder where grain_type = $1 and grain_key = $2 and name = $3");
        AddKey(command, grainType, grainKey, name);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>The reminder of that grain and name, or null.</summary>
    public async Task<StoredReminder?> GetAsync(string grainType, string grainKey, string name, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand("""
            select grain_type, grain_key, name, first_tick, period from reminder where grain_type = $1 and grain_key = $2 and name = $3
            """);
        AddKey(command, grainType, grainKey, name);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <summary>
    /// Claims at most <paramref name="limit"/> due ticks, the longest due first, and moves their reminders on to the first
    /// tick still ahead. Any number of nodes may claim at once: each tick goes to one of them. Ticks that fell due while
    /// nobody claimed come as one, the oldest.
    /// </summary>
    /// <param name="limit">Most ticks to claim.</param>
    /// <param name="now">The time to judge by; null for the database's clock, which all nodes share.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<ClaimedReminder>> ClaimDueAsync(
        int limit, DateTimeOffset? now = null, CancellationToken cancellation = default)
    {
        // now() rather than clock_timestamp(): it is constant within the statement, so the index on due_at serves. The next
        // tick is counted from the first, not from the last, so it never drifts off the grid.
        await using var command = database.CreateCommand("""
            with due as (
                select grain_type, grain_key, name, due_at from reminder
                where due_at <= coalesce($2, now()) order by due_at limit $1
                for update skip locked)
            update reminder r
            set due_at = r.first_tick + make_interval(secs => (extract(epoch from r.period)
                * (floor(extract(epoch from coalesce($2, now()) - r.first_tick) / extract(epoch from r.period)) + 1))::double precision)
            from due
            where r.grain_type = due.grain_type and r.grain_key = due.grain_key and r.name = due.name
            returning r.grain_type, r.grain_key, r.name, r.first_tick, r.period, due.due_at
            """);
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = (object?)now?.ToUniversalTime() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var claimed = new List<ClaimedReminder>();
        while (await reader.ReadAsync(cancellation)) claimed.Add(new(Read(reader), reader.GetFieldValue<DateTimeOffset>(5)));
        return [.. claimed.OrderBy(tick => tick.DueAt)];
    }

    /// <summary>When the next tick is due, or null without reminders. Lets a poller sleep as long as it may.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand("select min(due_at) from reminder");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetFieldValue<DateTimeOffset>(0);
    }

    private static void AddKey(NpgsqlCommand command, string grainType, string grainKey, string name)
    {
        foreach (var value in new[] { grainType, grainKey, name }) command.Parameters.Add(new() { Value = value });
    }

    private static StoredReminder Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2),
            reader.GetFieldValue<DateTimeOffset>(3), reader.GetFieldValue<TimeSpan>(4));
}
