namespace Siskop2mi.GrainHost.Hosting;

/// <summary>Settings of the grain host.</summary>
public sealed class GrainHostOptions
{
    /// <summary>How long a caller waits for an answer. <c>[ResponseTimeout]</c> on a method goes before it.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often overdue calls are looked for; a time-out comes at most this much late.</summary>
    public TimeSpan ResponseTimeoutSweepPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an activation may be idle before it ends.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Share of the memory open to the process above which idle activations end early, least recently used first.</summary>
    public double MemoryLoadLimit { get; set; } = 0.8;

    /// <summary>The share down to which they end.</summary>
    public double MemoryLoadTarget { get; set; } = 0.6;

    /// <summary>Most activations alive at once; above it idle ones end, least recently used first, down to nine tenths.</summary>
    public int ActivationLimit { get; set; } = 500_000;

    /// <summary>Measures the share of memory in use: the managed heap over what the garbage collector may use.</summary>
    public Func<double> MemoryLoad { get; set; } = static () =>
        GC.GetTotalMemory(forceFullCollection: false) / (double)Math.Max(1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>How often due reminders are claimed.</summary>
    public TimeSpan ReminderPollPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many claimed ticks may wait or be delivered at once.</summary>
    public int ReminderBatch { get; set; } = 200;

    /// <summary>How many ticks are delivered at once.</summary>
    public int ReminderParallelism { get; set; } = 32;

    /// <summary>The shortest period of a reminder.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Where turns run.</summary>
    public IWorkExecutor Executor { get; set; } = ThreadPoolExecutor.Instance;

    /// <summary>Copies what travels with calls; null, the default, hands over references.</summary>
    public ICallCopier? Copier { get; set; }

    /// <summary>
    /// Takes every grain class as if it were not <c>[Reentrant]</c>: one request to its end. For measurements only, of what
    /// sharing writes is worth; a node leaves it off.
    /// </summary>
    public bool IgnoreReentrancy { get; set; }

    internal void Check()
    {
        Positive(ResponseTimeout, nameof(ResponseTimeout));
        Positive(ResponseTimeoutSweepPeriod, nameof(ResponseTimeoutSweepPeriod));
        Positive(CollectionAge, nameof(CollectionAge));
        Positive(CollectionQuantum, nameof(CollectionQuantum));
        Positive(ReminderPollPeriod, nameof(ReminderPollPeriod));
        Positive(MinimumReminderPeriod, nameof(MinimumReminderPeriod));
        ArgumentOutOfRangeException.ThrowIfLessThan(ActivationLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReminderBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReminderParallelism, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MemoryLoadTarget, MemoryLoadLimit);
    }

    private static void Positive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(name, value, "Must be above zero.");
    }
}
