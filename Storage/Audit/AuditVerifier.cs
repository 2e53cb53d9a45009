using System.Security.Cryptography;
using Npgsql;

namespace Siskop2mi.Storage.Audit;

/// <summary>
/// Reads the whole audit trail, computes every hash anew and compares (docs/adr/0004-audit-chain.md). Works on one
/// snapshot, in constant memory, while the system runs.
/// </summary>
public static class AuditVerifier
{
    /// <summary>Verifies.</summary>
    /// <param name="database">The database.</param>
    /// <param name="checkpointsFile">The signed checkpoints; null leaves a cut tail and a full re-stamp unseen.</param>
    /// <param name="checkpointKey">The public key that must have signed them; needed with a file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<AuditReport> VerifyAsync(
        NpgsqlDataSource database, string? checkpointsFile = null, ECDsa? checkpointKey = null, CancellationToken cancellation = default)
    {
        if (checkpointsFile is not null) ArgumentNullException.ThrowIfNull(checkpointKey);
        var faults = new AuditFaults();
        var checkpoints = checkpointsFile is null ? [] : CheckpointFile.Read(checkpointsFile, checkpointKey!, faults);

        await using var trail = await AuditTrail.OpenAsync(database, cancellation);
        var walk = new ChainWalk(await trail.ChainsAsync(cancellation), checkpoints, faults);
        await using var events = new EventCursor(await trail.EventsAsync(cancellation));
        await events.NextAsync(cancellation);
        await foreach (var link in trail.LinksAsync(cancellation))
        {
            await events.RefuseBeforeAsync(link.Tx, faults, cancellation);
            walk.Follow(link);
            await LinkRows.CompareAsync(link, events, faults, cancellation);
        }

        await events.RefuseBeforeAsync(ulong.MaxValue, faults, cancellation);
        walk.End();
        return new AuditReport
        {
            Rows = events.Read,
            Links = walk.Links,
            Chains = walk.Chains,
            Checkpoints = checkpoints.Count,
            Faults = faults.Listed,
            FaultCount = faults.Count,
        };
    }
}

/// <summary>Gathers faults without growing beyond bounds.</summary>
internal sealed class AuditFaults
{
    private readonly List<AuditFault> listed = [];

    public IReadOnlyList<AuditFault> Listed => listed;

    public long Count { get; private set; }

    public void Add(AuditFaultKind kind, string where, string words)
    {
        Count++;
        if (listed.Count < AuditReport.MostFaults) listed.Add(new AuditFault(kind, where, words));
    }
}
