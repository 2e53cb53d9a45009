using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Siskop2mi.Storage;
using Siskop2mi.Storage.Leases;

namespace Siskop2mi.Silo;

/// <summary>
/// The life of a node: check the server, bring the schema up to date, wait for the lease, serve while it is held, stand by
/// again when it is lost. Only here does a node become active or stop being so. On a runtime whose every node serves, the
/// lease decides only who has the duties.
/// </summary>
internal sealed partial class NodeLifecycle(
    Database database,
    NodeLease lease,
    NodeState state,
    INodeGrains grains,
    NodeDuties duties,
    NodeOptions options,
    ILogger<NodeLifecycle> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.PrepareAsync(cancellationToken);
        if (!grains.EveryNodeServes) state.HoldsLease = () => lease.IsActive;
        state.Become(grains.EveryNodeServes ? NodeRole.Active : NodeRole.Standby);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lease.RunAsync((epoch, lost) => Serve(epoch, lost, stoppingToken), stoppingToken);
        state.Become(NodeRole.Stopping);
    }

    private async Task Serve(long epoch, CancellationToken lost, CancellationToken stoppingToken)
    {
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lost);
        await grains.Open(serving.Token);
        var running = duties.Run(serving.Token);
        state.Become(NodeRole.Active);
        LogActive(options.Name, epoch);

        await Task.Delay(Timeout.Infinite, serving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (lost.IsCancellationRequested)
        {
            // Whatever the activations hold may be stale: nothing of it is written or answered any more.
            grains.Drop();
            if (!grains.EveryNodeServes) state.Become(NodeRole.Standby);
            LogLost(options.Name, epoch);
            await EndDuties(running);
        }
        else
        {
            state.Become(NodeRole.Stopping);
            if (await Task.WhenAny(running, Task.Delay(options.DrainTime, CancellationToken.None)) != running) LogDutyStays(options.Name);
            await grains.Close(options.DrainTime);
        }
    }

    // Work of an old term beside that of the next would be done twice. Whoever watches the process starts it afresh.
    private async Task EndDuties(Task running)
    {
        try
        {
            await running.WaitAsync(options.DrainTime * 3);
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException(
                $"Node {options.Name} lost its lease and a duty does not end: the process must be started again.", late);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} serves, epoch {Epoch}.")]
    private partial void LogActive(string node, long epoch);

    [LoggerMessage(Level = LogLevel.Error, Message = "Node {Node} stops although a duty has not ended.")]
    private partial void LogDutyStays(string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} lost the lease of epoch {Epoch} and stands by.")]
    private partial void LogLost(string node, long epoch);
}
