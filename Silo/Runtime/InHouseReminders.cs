using Siskop2mi.GrainHost.Reminders;
using Siskop2mi.Storage.Reminders;

namespace Siskop2mi.Silo.Runtime;

/// <summary>
/// Lets the in-house host keep its reminders in PostgreSQL. Due is what the database's clock says, which all nodes share.
/// </summary>
internal sealed class InHouseReminders(ReminderStore store) : IReminderSource
{
    public Task UpsertAsync(Reminder reminder, CancellationToken cancellationToken) => store.UpsertAsync(
        new StoredReminder(
            reminder.Grain.Type.ToString(), reminder.Grain.Key.ToString(), reminder.Name, reminder.FirstTick, reminder.Period),
        cancellationToken);

    public Task RemoveAsync(GrainId grain, string name, CancellationToken cancellationToken) =>
        store.RemoveAsync(grain.Type.ToString(), grain.Key.ToString(), name, cancellationToken);

    public async Task<Reminder?> GetAsync(GrainId grain, string name, CancellationToken cancellationToken) =>
        await store.GetAsync(grain.Type.ToString(), grain.Key.ToString(), name, cancellationToken) is { } stored ? Of(stored) : null;

    public async Task<IReadOnlyList<DueReminder>> ClaimDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var claimed = await store.ClaimDueAsync(limit, cancellation: cancellationToken);
        return [.. claimed.Select(tick => new DueReminder(Of(tick.Reminder), tick.DueAt))];
    }

    private static Reminder Of(StoredReminder stored) =>
        new(GrainId.Create(stored.GrainType, stored.GrainKey), stored.Name, stored.FirstTick, stored.Period);
}
