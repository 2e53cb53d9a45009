namespace Siskop2mi.Silo;

/// <summary>What a node is told at its start. Configuration section <c>Node</c>.</summary>
public sealed record NodeOptions
{
    /// <summary>The database; empty means the embedded PostgreSQL, whose connection string the start-up fills in.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Where files, keys and checkpoints live; null means <c>.data/</c> at the root of the clone.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The name this node goes by in the lease and in the audit chains.</summary>
    public string Name { get; init; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Where reference data is read from.</summary>
    public string ReferenceDataDirectory { get; init; } = Path.Combine(AppContext.BaseDirectory, "reference-data");

    /// <summary>Where the lists of regions are read from.</summary>
    public string RegionsDirectory { get; init; } = Path.Combine(AppContext.BaseDirectory, "reference-data", "regions");

    /// <summary>The signed audit checkpoints: outside the database, and worth copying to another machine.</summary>
    public string CheckpointsFile => Path.Combine(Data, "audit", "checkpoints.txt");

    /// <summary>The encrypted files of the wallets.</summary>
    public string BlobDirectory => Path.Combine(Data, "blobs");

    /// <summary>How long a stopping node lets running requests end.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    private string Data => DataDirectory ?? throw new InvalidOperationException("The start-up fills in the data directory.");
}
