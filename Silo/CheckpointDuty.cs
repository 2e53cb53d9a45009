using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Storage.Audit;

namespace Siskop2mi.Silo;

/// <summary>Signs where the audit chains stand, while this node is the active one.</summary>
internal sealed class CheckpointDuty(IServiceProvider services, TimeProvider time) : INodeDuty
{
    // A node that lost its lease because the database is away must not wait long for it here.
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

    public async Task Run(CancellationToken cancellationToken)
    {
        // A fresh one each time: what it remembers of the file is stale once another node has written to it.
        using var checkpoints = services.GetRequiredService<AuditCheckpoints>();
        await checkpoints.StartAsync(cancellationToken);
        // Whichever comes first: its own end is an error, which must not pass unheard.
        var ended = checkpoints.ExecuteTask ?? Task.CompletedTask;
        await Task.WhenAny(ended, Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken));
        using var limit = new CancellationTokenSource(LastWrite, time);
        await checkpoints.StopAsync(limit.Token);
        await ended;
    }
}
