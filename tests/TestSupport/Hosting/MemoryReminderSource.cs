using Siskop2mi.GrainHost.Reminders;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>Reminders in memory, with the promises of the port.</summary>
public sealed class MemoryReminderSource : IReminderSource
{
    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), (Reminder Reminder, DateTimeOffset Next)> reminders = [];

    /// <summary>How many are set.</summary>
    public int Count
    {
        get
        {
            lock (gate) return reminders.Count;
        }
    }

    /// <inheritdoc />
    public Task UpsertAsync(Reminder reminder, CancellationToken cancellationToken)
    {
        lock (gate) reminders[(reminder.Grain, reminder.Name)] = (reminder, reminder.FirstTick);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task RemoveAsync(GrainId grain, string name, CancellationToken cancellationToken)
    {
        lock (gate) reminders.Remove((grain, name));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<Reminder?> GetAsync(GrainId grain, string name, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult(reminders.TryGetValue((grain, name), out var found) ? found.Reminder : null);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<DueReminder>> ClaimDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var due = reminders.Where(item => item.Value.Next <= now)
                .OrderBy(item => item.Value.Next).ThenBy(item => item.Key.Grain.ToString(), StringComparer.Ordinal)
                .Take(limit).Select(item => (item.Key, item.Value)).ToList();
            foreach (var (key, value) in due) reminders[key] = (value.Reminder, value.Reminder.NextAfter(now));
            return Task.FromResult<IReadOnlyList<DueReminder>>(
                [.. due.Select(item => new DueReminder(item.Value.Reminder, item.Value.Next))]);
        }
    }
}
