namespace Siskop2mi.Silo;

/// <summary>Whether this node serves. One writer (the lifecycle), many readers.</summary>
public sealed class NodeState
{
    private volatile NodeRole role = NodeRole.Starting;
    private TaskCompletionSource active = NewSignal();

    /// <summary>
    /// What this node does. Active only while the lease is held by the local clock: a process that was paused past its lease
    /// is told so at its first request, not when the next renewal fails.
    /// </summary>
    public NodeRole Role => role is NodeRole.Active && !HoldsLease() ? NodeRole.Standby : role;

    internal Func<bool> HoldsLease { get; set; } = static () => true;

    /// <summary>Completes when the node is active; a new wait is needed after it was standby again.</summary>
    public Task WhenActive => active.Task;

    internal void Become(NodeRole next)
    {
        role = next;
        if (next is NodeRole.Active) active.TrySetResult();
        else if (active.Task.IsCompleted) active = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What a node does right now.</summary>
public enum NodeRole
{
    /// <summary>Checks the server and brings the database up to date.</summary>
    Starting = 0,

    /// <summary>Another node is active; this one waits to take over.</summary>
    Standby = 1,

    /// <summary>Holds the lease and serves.</summary>
    Active = 2,

    /// <summary>Lets running requests end.</summary>
    Stopping = 3,
}
