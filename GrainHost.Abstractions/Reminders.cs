using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans
{
    /// <summary>A grain that can be woken by a reminder, also when it is not active and after a restart.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>A tick. It may come late, twice, or not at all: the state says what is due, the tick only wakes.</summary>
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    /// <summary>Reminders of the grain that calls.</summary>
    public static class GrainReminderExtensions
    {
        /// <summary>Sets a reminder. <paramref name="period"/> is one minute at least.</summary>
        public static Task<IGrainReminder> RegisterOrUpdateReminder(
            this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            if (grain is not IRemindable) throw new InvalidOperationException($"Grain {grain.GetGrainId()} is not {nameof(IRemindable)}.");
            return Registry(grain).RegisterOrUpdateReminder(grain.GetGrainId(), reminderName, dueTime, period);
        }

        /// <summary>Removes a reminder.</summary>
        public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
            Registry(grain).UnregisterReminder(grain.GetGrainId(), reminder);

        /// <summary>The reminder of that name, or null.</summary>
        public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
            Registry(grain).GetReminder(grain.GetGrainId(), reminderName);

        private static IReminderRegistry Registry(Grain grain) =>
            (IReminderRegistry?)grain.ServiceProvider.GetService(typeof(IReminderRegistry))
            ?? throw new InvalidOperationException("No reminder service is registered.");
    }
}

namespace Orleans.Runtime
{
    /// <summary>A reminder that is set.</summary>
    public interface IGrainReminder
    {
        /// <summary>Its name within its grain.</summary>
        string ReminderName { get; }
    }

    /// <summary>When a tick belongs.</summary>
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        /// <summary>UTC time of the first tick.</summary>
        public DateTime FirstTickTime { get; } = firstTickTime;

        /// <summary>Time between ticks.</summary>
        public TimeSpan Period { get; } = period;

        /// <summary>UTC time of this tick.</summary>
        public DateTime CurrentTickTime { get; } = timeStamp;
    }

    /// <summary>A reminder could not be set or removed.</summary>
    public sealed class ReminderException(string message) : OrleansException(message);
}

namespace Orleans.Timers
{
    /// <summary>Where reminders are set and removed. Grain code uses <see cref="GrainReminderExtensions"/>.</summary>
    public interface IReminderRegistry
    {
        /// <inheritdoc cref="GrainReminderExtensions.RegisterOrUpdateReminder" />
        Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

        /// <inheritdoc cref="GrainReminderExtensions.UnregisterReminder" />
        Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

        /// <inheritdoc cref="GrainReminderExtensions.GetReminder" />
        Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);
    }
}
