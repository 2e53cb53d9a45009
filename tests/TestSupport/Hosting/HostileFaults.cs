namespace Siskop2mi.TestSupport.Hosting;

/// <summary>How hostile a host is: probabilities, by step, by write, by tick.</summary>
public sealed record HostileFaults
{
    /// <summary>An activation ends between two turns, by step.</summary>
    public double Deactivation { get; init; } = 0.01;

    /// <summary>The whole host is dropped and opened again, by step; calls under way fail with an unknown outcome.</summary>
    public double Crash { get; init; } = 0.0005;

    /// <summary>A read fails.</summary>
    public double FailedRead { get; init; } = 0.01;

    /// <summary>A write fails and nothing is stored.</summary>
    public double FailedBeforeCommit { get; init; } = 0.04;

    /// <summary>A write is stored and fails.</summary>
    public double FailedAfterCommit { get; init; } = 0.04;

    /// <summary>A reminder's tick is lost.</summary>
    public double TickDropped { get; init; } = 0.15;

    /// <summary>A reminder's tick comes twice.</summary>
    public double TickDoubled { get; init; } = 0.2;

    /// <summary>A reminder's tick comes at a later poll.</summary>
    public double TickDelayed { get; init; } = 0.2;

    /// <summary>Time moves a little, by step.</summary>
    public double TimeStep { get; init; } = 0.2;

    /// <summary>Time jumps by up to two minutes, by step; calls under way time out.</summary>
    public double TimeJump { get; init; } = 0.0005;

    /// <summary>A peaceful host, to show that a failure comes of a fault.</summary>
    public static HostileFaults None { get; } = new()
    {
        Deactivation = 0,
        Crash = 0,
        FailedRead = 0,
        FailedBeforeCommit = 0,
        FailedAfterCommit = 0,
        TickDropped = 0,
        TickDoubled = 0,
        TickDelayed = 0,
        TimeJump = 0,
    };
}

/// <summary>A fault that the hostile host made.</summary>
public sealed class InjectedFaultException(string message) : IOException(message);

/// <summary>What was done to a run; a fault that never came proves nothing.</summary>
public sealed record HostileCounts
{
    public int Deactivations { get; internal set; }

    public int Crashes { get; internal set; }

    public int FailedReads { get; internal set; }

    public int FailedBeforeCommit { get; internal set; }

    public int FailedAfterCommit { get; internal set; }

    public int TicksDropped { get; internal set; }

    public int TicksDoubled { get; internal set; }

    public int TicksDelayed { get; internal set; }

    public int TimeJumps { get; internal set; }

    /// <summary>Every kind of fault but the jumps of time, which are rare: each must have come, or the run was not hostile.</summary>
    public IReadOnlyList<int> Strikes =>
        [Crashes, Deactivations, FailedReads, FailedBeforeCommit, FailedAfterCommit, TicksDropped, TicksDoubled, TicksDelayed];

    /// <summary>Both together.</summary>
    public static HostileCounts operator +(HostileCounts left, HostileCounts right) => new()
    {
        Deactivations = left.Deactivations + right.Deactivations,
        Crashes = left.Crashes + right.Crashes,
        FailedReads = left.FailedReads + right.FailedReads,
        FailedBeforeCommit = left.FailedBeforeCommit + right.FailedBeforeCommit,
        FailedAfterCommit = left.FailedAfterCommit + right.FailedAfterCommit,
        TicksDropped = left.TicksDropped + right.TicksDropped,
        TicksDoubled = left.TicksDoubled + right.TicksDoubled,
        TicksDelayed = left.TicksDelayed + right.TicksDelayed,
        TimeJumps = left.TimeJumps + right.TimeJumps,
    };
}
