using System.Globalization;

namespace Siskop2mi.Storage.Embedded;

/// <summary>PostgreSQL's programs on this machine.</summary>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    public const int OldestMajor = 15;

    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The programs for a cluster of version <paramref name="wanted"/>, or the newest for a new one.</summary>
    public static async Task<PostgresBinaries> FindAsync(int? wanted, CancellationToken cancellation)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Candidates().Distinct().Where(IsComplete))
            if (await MajorOfAsync(folder, cancellation) is { } major && major >= OldestMajor) found.Add(new(folder, major));

        var fitting = found.Where(candidate => wanted is null || candidate.Major == wanted).MaxBy(candidate => candidate.Major);
        if (fitting is not null) return fitting;
        throw new EmbeddedPostgresException(wanted is null ? NothingInstalled : WrongVersion(wanted.Value, found));
    }

    private const string NothingInstalled =
        "PostgreSQL 15 or newer is not installed on this machine. Install it with: apt-get install postgresql "
        + "(./run does it for you), or configure the connection string of a server.";

    private static string WrongVersion(int wanted, List<PostgresBinaries> found) =>
        $"The data was written by PostgreSQL {wanted}, whose programs are not installed"
        + (found.Count == 0 ? "" : $" (found: {string.Join(", ", found.Select(candidate => candidate.Major))})")
        + $". Install it with: apt-get install postgresql-{wanted}. To move to a newer version, see docs/runbook.md.";

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PG_CONFIG") is { Length: > 0 } tool && Path.GetDirectoryName(tool) is { } beside)
            yield return beside;
        foreach (var root in new[] { "/usr/lib/postgresql", "/usr/lib64/postgresql" }.Where(Directory.Exists))
            foreach (var version in Directory.EnumerateDirectories(root)) yield return Path.Combine(version, "bin");
        foreach (var version in Directory.EnumerateDirectories("/usr", "pgsql-*")) yield return Path.Combine(version, "bin");
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
    }

    // Debian puts wrappers such as pg_ctl's into other packages; all three side by side mean a server installation. Links that
    // a removed version left behind lead nowhere.
    internal static bool IsComplete(string folder) => new[] { "postgres", "initdb", "pg_ctl" }
        .Select(name => new FileInfo(Path.Combine(folder, name)))
        .All(program => program.Exists && (program.ResolveLinkTarget(returnFinalTarget: true) ?? program).Exists);

    private static async Task<int?> MajorOfAsync(string folder, CancellationToken cancellation)
    {
        var result = await ChildCommand.RunAsync([Path.Combine(folder, "postgres"), "--version"], cancellation);
        var number = new string([.. result.Output.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return result.ExitCode == 0 && int.TryParse(number, CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
