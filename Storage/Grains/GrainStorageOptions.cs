namespace Siskop2mi.Storage.Grains;

/// <summary>How the store of grain states commits.</summary>
public sealed record GrainStorageOptions
{
    /// <summary>Name of this node; written beside each hash chain that it opens.</summary>
    public string Node { get; init; } = Environment.MachineName;

    /// <summary>How many commits may be under way at once.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>How many group reads may be under way at once.</summary>
    public int Readers { get; init; } = 2;

    /// <summary>Shortest time from the start of one group read to that of the next, while they carry little.</summary>
    public TimeSpan ReadsApart { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>Most writes in one commit; 1 switches group commit off.</summary>
    public int MaxBatch { get; init; } = 200;

    /// <summary>A commit takes no further write once it holds this many bytes.</summary>
    public int MaxBatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Most writes waiting or under way; the next one is turned away at once. Bounds memory while the database is slow or away.
    /// </summary>
    public int MaxQueued { get; init; } = 20_000;

    /// <summary>Largest state, in bytes of JSON. States are meant to be small; what grows with traffic is in rows of its own.</summary>
    public int MaxStateBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Longest time a commit may take before its outcome counts as unknown.</summary>
    public TimeSpan CommitTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for a row that somebody else holds.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The fencing epoch this node holds, null while it holds none. Every commit checks it in the database.
    /// Without a supplier nothing is fenced, which is only right where no second node can exist.
    /// </summary>
    public Func<long?>? Epoch { get; init; }
}
