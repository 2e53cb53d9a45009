using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Grains;

/// <summary>
/// The rows of holdings that a batch changes. Of several changes of one key only the last reaches the database: a statement
/// may touch a row once.
/// </summary>
internal sealed class HoldingRows
{
    private static readonly HoldingRows None = new([], []);

    private HoldingRows((string GrainKey, Holding Holding)[] kept, (string GrainKey, string Key)[] gone) => (Kept, Gone) = (kept, gone);

    public (string GrainKey, Holding Holding)[] Kept { get; }

    public (string GrainKey, string Key)[] Gone { get; }

    public bool AreEmpty => Kept.Length == 0 && Gone.Length == 0;

    public static HoldingRows Of(PendingWrite[] writes)
    {
        if (!System.Array.Exists(writes, write => write.Holdings.Count > 0)) return None;
        var last = new Dictionary<(string, string), Holding?>();
        foreach (var write in writes)
        {
            foreach (var change in write.Holdings) last[(write.Key, change.Key)] = change.After;
        }

        return new HoldingRows(
            [.. last.Where(entry => entry.Value is not null).Select(entry => (entry.Key.Item1, entry.Value!))],
            [.. last.Where(entry => entry.Value is null).Select(entry => entry.Key)]);
    }
}
