using Orleans.Runtime;

namespace Siskop2mi.GrainHost.Reminders;

/// <summary>
/// Where reminders are kept. The port that the store fills; several hosts may share one source, and a tick is claimed by one
/// of them only.
/// </summary>
public interface IReminderSource
{
    /// <summary>Sets or replaces a reminder; its next tick is <see cref="Reminder.FirstTick"/>.</summary>
    Task UpsertAsync(Reminder reminder, CancellationToken cancellationToken);

    /// <summary>Removes a reminder; harmless when there is none.</summary>
    Task RemoveAsync(GrainId grain, string name, CancellationToken cancellationToken);

    /// <summary>The reminder of that name, or null.</summary>
    Task<Reminder?> GetAsync(GrainId grain, string name, CancellationToken cancellationToken);

    /// <summary>
    /// Takes at most <paramref name="limit"/> reminders due at <paramref name="now"/>, oldest first, and in the same step moves each on to
    /// its first tick after <paramref name="now"/> on its grid of <see cref="Reminder.FirstTick"/> + n periods. So a tick is claimed once
    /// by
    /// whomever, and ticks missed while nobody polled come as one.
    /// </summary>
    Task<IReadOnlyList<DueReminder>> ClaimDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <summary>A reminder as set.</summary>
/// <param name="Grain">Whom it wakes.</param>
/// <param name="Name">Its name within the grain.</param>
/// <param name="FirstTick">When it ticks first, UTC.</param>
/// <param name="Period">Time between ticks.</param>
public sealed record Reminder(GrainId Grain, string Name, DateTimeOffset FirstTick, TimeSpan Period)
{
    /// <summary>The first tick after <paramref name="now"/> on the grid of this reminder.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset now) =>
        now < FirstTick ? FirstTick : FirstTick + (((now - FirstTick).Ticks / Period.Ticks) + 1) * Period;
}

/// <summary>A claimed tick.</summary>
/// <param name="Reminder">The reminder as set.</param>
/// <param name="DueAt">When the tick was due, UTC.</param>
public sealed record DueReminder(Reminder Reminder, DateTimeOffset DueAt);
