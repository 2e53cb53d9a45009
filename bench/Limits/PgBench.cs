using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Notes;

namespace Siskop2mi.Bench.Limits;

/// <summary>PostgreSQL's own load program: single-row updates of the same rows, prepared, a commit each.</summary>
internal static partial class PgBench
{
    /// <summary>Commits a second with 32 clients; null where PostgreSQL came without the program.</summary>
    public static async Task<double?> Commits(BenchDatabase database, string folder, int notes, TimeSpan time)
    {
        if (Program() is not { } program) return null;
        var script = Path.Combine(folder, "update-one.sql");
        await File.WriteAllTextAsync(script, $"""
            \set n random(0, {notes - 1})
            update {NoteRows.Table} set version = version + 1, state = state where key = 'note-' || lpad(:n::text, 7, '0');

            """);
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(program)
        {
            ArgumentList =
            {
                "--no-vacuum", "--protocol=prepared", "--client=32", "--jobs=2", $"--time={Math.Max(1, (int)time.TotalSeconds)}",
                $"--file={script}", $"--host={settings.Host}", $"--port={settings.Port}", $"--username={settings.Username}",
                settings.Database!,
            },
            Environment = { ["PGPASSWORD"] = settings.Password },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var words = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return Rate().Match(words) is { Success: true } match
            ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench said: {words}{await errors}");
    }

    private static string? Program() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", "pgbench"))
            .Where(File.Exists).Max(StringComparer.Ordinal)
        : null;

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
