using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Timers;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.GrainHost.Reminders;

/// <summary>Sets and removes reminders of grains.</summary>
internal sealed class ReminderRegistry(IOptions<GrainHostOptions> options, TimeProvider time, IReminderSource? source = null)
    : IReminderRegistry
{
    private IReminderSource Source =>
        source ?? throw new ReminderException("This host keeps no reminders: no reminder source is registered.");

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        RefuseWhenDropped();
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        if (dueTime < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "Must not be negative.");
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"The period of a reminder is at least {options.Value.MinimumReminderPeriod}; {period} was asked.", nameof(period));
        }

        await Source.UpsertAsync(new Reminder(callingGrainId, reminderName, time.GetUtcNow() + dueTime, period), CancellationToken.None);
        return new GrainReminder(reminderName);
    }

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        RefuseWhenDropped();
        return Source.RemoveAsync(callingGrainId, reminder.ReminderName, CancellationToken.None);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await Source.GetAsync(callingGrainId, reminderName, CancellationToken.None) is { } found ? new GrainReminder(found.Name) : null;

    private static void RefuseWhenDropped() => (RuntimeContext.Current as Activations.Activation)?.RefuseWhenDropped();

    private sealed record GrainReminder(string ReminderName) : IGrainReminder;
}
