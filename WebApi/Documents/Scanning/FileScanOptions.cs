namespace Siskop2mi.WebApi.Documents.Scanning;

/// <summary>Where the signature scanner listens. Configuration section <c>FileScan</c>; without a place no file is scanned.</summary>
public sealed record FileScanOptions
{
    /// <summary>Path of the scanner's socket on this machine.</summary>
    public string? Socket { get; init; }

    /// <summary>Host name, when it is elsewhere.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 3310;

    /// <summary>How long one file may take, from connecting to the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many files are with the scanner at once.</summary>
    public int AtOnce { get; init; } = 8;
}
