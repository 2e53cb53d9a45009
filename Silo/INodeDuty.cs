namespace Siskop2mi.Silo;

/// <summary>
/// Work that exactly one node does: the active one. Started when the node becomes active and cancelled when it no longer is;
/// an unexpected end is logged and the duty is started again.
/// </summary>
public interface INodeDuty
{
    /// <summary>Runs until cancelled, or ends when there is nothing left to do.</summary>
    Task Run(CancellationToken cancellationToken);
}
