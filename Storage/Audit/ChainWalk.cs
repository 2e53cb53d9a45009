using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Siskop2mi.Storage.Audit;

/// <summary>Follows every chain from its start, link by link, and holds it against the signed checkpoints.</summary>
internal sealed class ChainWalk
{
    private readonly Dictionary<long, ChainRow> chains;
    private readonly Dictionary<long, (long Seq, byte[] Head)> ends;
    private readonly ILookup<(long Chain, long Seq), CheckpointHead> checkpoints;
    private readonly IReadOnlyList<Checkpoint> all;
    private readonly HashSet<(long Chain, long Seq)> met = [];
    private readonly AuditFaults faults;

    public ChainWalk(IReadOnlyList<ChainRow> rows, IReadOnlyList<Checkpoint> signed, AuditFaults faults)
    {
        chains = rows.ToDictionary(row => row.Chain);
        ends = rows.ToDictionary(row => row.Chain, row => (0L, row.Genesis));
        all = signed;
        checkpoints = signed.SelectMany(one => one.Heads).ToLookup(head => (head.Chain, head.Seq));
        this.faults = faults;
    }

    public long Links { get; private set; }

    public long Chains => chains.Count;

    public static byte[] Next(ReadOnlySpan<byte> head, ulong tx, ReadOnlySpan<byte> rows)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(number, tx);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(number);
        hash.AppendData(rows);
        return hash.GetHashAndReset();
    }

    /// <summary>The next link of its chain must carry the next number and follow from the hash before.</summary>
    public void Follow(LinkRow link)
    {
        Links++;
        if (!ends.TryGetValue(link.Chain, out var end))
        {
            faults.Add(AuditFaultKind.BrokenLink, $"{link}", "its chain is not there");
            return;
        }

        if (link.Seq != end.Seq + 1) faults.Add(AuditFaultKind.BrokenLink, $"{link}", $"link {link.Chain}/{end.Seq + 1} should come here");
        else if (!link.Hash.AsSpan().SequenceEqual(Next(end.Head, link.Tx, link.Rows)))
            faults.Add(AuditFaultKind.BrokenLink, $"{link}", "its hash does not follow from the link before");
        ends[link.Chain] = (link.Seq, link.Hash);
        Compare(link);
    }

    /// <summary>Every chain must end at its recorded head, and hold every head that was ever signed.</summary>
    public void End()
    {
        foreach (var (chain, row) in chains)
        {
            var (seq, head) = ends[chain];
            if (seq == row.Seq && head.AsSpan().SequenceEqual(row.Head)) continue;
            faults.Add(
                AuditFaultKind.BrokenChain, $"chain {chain}", $"it ends at link {seq}; its recorded head is another one, number {row.Seq}");
        }

        foreach (var checkpoint in all)
        {
            foreach (var head in checkpoint.Heads.Where(head => !met.Contains((head.Chain, head.Seq))))
            {
                faults.Add(
                    AuditFaultKind.Truncated,
                    $"link {head.Chain}/{head.Seq}",
                    $"it was there when checkpoint line {checkpoint.Line} was signed");
            }
        }
    }

    private void Compare(LinkRow link)
    {
        foreach (var head in checkpoints[(link.Chain, link.Seq)])
        {
            met.Add((link.Chain, link.Seq));
            if (!link.Hash.AsSpan().SequenceEqual(head.Hash))
                faults.Add(AuditFaultKind.Restamped, $"{link}", "a signed checkpoint holds another hash of it");
        }
    }
}
