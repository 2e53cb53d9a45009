using Siskop2mi.GrainHost.Reminders;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>Loses, doubles and delays the ticks of another source.</summary>
internal sealed class HostileReminderSource(IReminderSource inner, HostileHost host) : IReminderSource
{
    private readonly List<DueReminder> delayed = [];

    public Task UpsertAsync(Reminder reminder, CancellationToken cancellationToken) => inner.UpsertAsync(reminder, cancellationToken);

    public Task RemoveAsync(GrainId grain, string name, CancellationToken cancellationToken) =>
        inner.RemoveAsync(grain, name, cancellationToken);

    public Task<Reminder?> GetAsync(GrainId grain, string name, CancellationToken cancellationToken) =>
        inner.GetAsync(grain, name, cancellationToken);

    public async Task<IReadOnlyList<DueReminder>> ClaimDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var late = delayed.Take(limit).ToList();
        delayed.RemoveRange(0, late.Count);
        var delivered = new List<DueReminder>(late);
        foreach (var due in await inner.ClaimDueAsync(now, limit, cancellationToken))
        {
            if (host.Draw(host.Faults.TickDropped))
            {
                host.Counts.TicksDropped++;
                continue;
            }

            if (host.Draw(host.Faults.TickDelayed))
            {
                host.Counts.TicksDelayed++;
                delayed.Add(due);
                continue;
            }

            delivered.Add(due);
            if (!host.Draw(host.Faults.TickDoubled)) continue;
            host.Counts.TicksDoubled++;
            delivered.Add(due);
        }

        return delivered;
    }
}
