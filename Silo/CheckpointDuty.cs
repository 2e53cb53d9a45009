using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Storage.Audit;

namespace Siskop2mi.Silo;

/// <summary>Signs where the audit chains stand, while this node is the active one.</summary>
internal sealed class CheckpointDuty(IServiceProvider services, TimeProvider time) : INodeDuty
{
    public async Task Run(CancellationToken cancellationToken)
    {
        // A fresh one each time: what it remembers of the file is stale once another node has written to it.
        using var checkpoints = services.GetRequiredService<AuditCheckpoints>();
        await checkpoints.StartAsync(cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await checkpoints.StopAsync(CancellationToken.None);
    }
}
