using Orleans.Runtime;

namespace Siskop2mi.GrainHost.Hosting;

/// <summary>
/// The host takes no calls: it is on standby, stopping, or has lost its lease. Nothing was started by the refused call; a
/// call that was under way when the host was dropped has an unknown outcome.
/// </summary>
public sealed class HostClosedException(string message) : OrleansException(message);
