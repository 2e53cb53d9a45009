namespace Siskop2mi.WebApi.Documents.Scanning;

/// <summary>Knows harmful files by their signatures. A true boundary: a program of others, on this machine or another.</summary>
internal interface IFileScanner
{
    /// <summary>Asks about a file. Never throws for what goes wrong outside: that is no answer, which is not "clean".</summary>
    Task<ScanAnswer> Scan(Stream file, CancellationToken cancellationToken);
}

/// <summary>What a scanner says.</summary>
/// <param name="Verdict">In short.</param>
/// <param name="Signature">Name of what was found; safe to log.</param>
internal readonly record struct ScanAnswer(ScanVerdict Verdict, string Signature = "");

/// <summary>What a scanner thinks of a file.</summary>
internal enum ScanVerdict
{
    Unspecified = 0,
    NotAsked = 1,
    Clean = 2,
    Infected = 3,
    NoAnswer = 4,
}
