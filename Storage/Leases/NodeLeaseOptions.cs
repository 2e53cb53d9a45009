namespace Siskop2mi.Storage.Leases;

/// <summary>Times of the lease. They must be the same on every node.</summary>
public sealed record NodeLeaseOptions
{
    /// <summary>Name of this node, for people who read the table.</summary>
    public string Node { get; init; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>How long a lease lasts after its last renewal.</summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between renewals of the holder.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time between looks of a node that stands by.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a takeover waits for commits of an expired holder before it cuts their connections.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Local clock; only its monotonic side is used. What counts between nodes is the database's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The holder counts itself out this long before the database does, so that clocks may differ in speed.</summary>
    public TimeSpan Margin => Ttl / 5;
}
