namespace Siskop2mi.TestSupport.Hosting;

/// <summary>A clock that stands still until told. Timers fire inside <see cref="Advance"/>, in the order of their due times.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private long order;
    private DateTimeOffset now;

    /// <summary>Starts at a fixed instant, so that runs are alike.</summary>
    public ManualTimeProvider(DateTimeOffset? start = null) => now = start ?? new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer is due; null when none is set.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (gate) return timers.Count == 0 ? null : timers.Min(timer => timer.Due);
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves time on, firing what falls due on the way.</summary>
    public void Advance(TimeSpan span) => AdvanceTo(GetUtcNow() + span);

    /// <inheritdoc cref="Advance" />
    public void AdvanceTo(DateTimeOffset until)
    {
        while (TakeDue(until) is { } timer) timer.Fire();
        lock (gate)
        {
            if (until > now) now = until;
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? TakeDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var first = timers.Where(timer => timer.Due <= until).OrderBy(timer => timer.Due).ThenBy(timer => timer.Order).FirstOrDefault();
            if (first is null) return null;
            if (first.Due > now) now = first.Due;
            timers.Remove(first);
            if (first.Period > TimeSpan.Zero) Arm(first, first.Due + first.Period);
            return first;
        }
    }

    private void Arm(ManualTimer timer, DateTimeOffset due)
    {
        timer.Due = due;
        timer.Order = ++order;
        timers.Add(timer);
    }

    private bool Change(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            timers.Remove(timer);
            timer.Period = period;
            if (dueTime >= TimeSpan.Zero) Arm(timer, now + dueTime);
            return true;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public long Order { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => owner.Change(this, dueTime, period);

        public void Dispose() => owner.Change(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
