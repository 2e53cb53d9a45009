using Microsoft.Extensions.Logging;
using Npgsql;
using Siskop2mi.Storage.Audit;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Silo;

/// <summary>Signs where the audit chains stand, while this node is the active one.</summary>
internal sealed class CheckpointDuty(
    NpgsqlDataSource database, NodeOptions options, KeyRing keys, TimeProvider time, ILogger<AuditCheckpoints> log) : INodeDuty
{
    public async Task Run(CancellationToken cancellationToken)
    {
        using var checkpoints = new AuditCheckpoints(database, options.CheckpointsFile, keys, time, log);
        await checkpoints.StartAsync(cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await checkpoints.StopAsync(CancellationToken.None);
    }
}
