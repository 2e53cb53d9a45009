using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Leases;
using Siskop2mi.Storage.Migrations;

namespace Siskop2mi.Silo;

/// <summary>
/// The life of a node: check the server, bring the schema up to date, wait for the lease, serve while it is held, stand by
/// again when it is lost. Only here does a node become active or stop being so.
/// </summary>
internal sealed partial class NodeLifecycle(
    NpgsqlDataSource database,
    NodeLease lease,
    NodeState state,
    INodeGrains grains,
    NodeDuties duties,
    NodeOptions options,
    ILogger<NodeLifecycle> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ServerSafety.RequireAsync(database, cancellationToken);
        await MigrationRunner.ApplyAsync(database, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                state.Become(NodeRole.Standby);
                await using var held = await lease.AcquireAsync(stoppingToken);
                await Serve(held, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            state.Become(NodeRole.Stopping);
        }
    }

    private async Task Serve(HeldLease held, CancellationToken stoppingToken)
    {
        using var serving = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, held.Lost);
        await grains.Open(stoppingToken);
        var running = duties.Run(serving.Token);
        state.Become(NodeRole.Active);
        LogActive(options.Name, held.Epoch);

        await Task.WhenAny(Task.Delay(Timeout.Infinite, serving.Token));
        if (held.Lost.IsCancellationRequested)
        {
            // Whatever the activations hold may be stale: nothing of it is written or answered any more.
            state.Become(NodeRole.Standby);
            grains.Drop();
            LogLost(options.Name, held.Epoch);
        }
        else
        {
            state.Become(NodeRole.Stopping);
            await grains.Close(options.DrainTime);
        }

        await running;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} is active, epoch {Epoch}.")]
    private partial void LogActive(string node, long epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} lost the lease of epoch {Epoch} and stands by.")]
    private partial void LogLost(string node, long epoch);
}
