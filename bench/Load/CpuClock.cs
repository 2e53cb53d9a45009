using System.Diagnostics;
using System.Globalization;
using Siskop2mi.Bench.Reports;

namespace Siskop2mi.Bench.Load;

/// <summary>
/// Processor time of the three sides of a bench, from <c>/proc/PID/stat</c>. A PostgreSQL server is its main process, the
/// children it has, and those it had.
/// </summary>
/// <param name="Postmaster">Main process of PostgreSQL.</param>
/// <param name="Server">The program under test; null when it is this process.</param>
internal sealed record CpuClock(int Postmaster, int? Server)
{
    private const double TicksPerSecond = 100;

    /// <summary>Starts to measure; call the result for the cores used since.</summary>
    public Func<CpuSplit> Start()
    {
        var (begin, server, database, own) = (Stopwatch.GetTimestamp(), OfServer(), OfDatabase(), Of(Environment.ProcessId));
        return () =>
        {
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds * TicksPerSecond;
            var generator = (Of(Environment.ProcessId) - own) / seconds;
            return Server is null
                ? new CpuSplit(generator, (OfDatabase() - database) / seconds, 0)
                : new CpuSplit((OfServer() - server) / seconds, (OfDatabase() - database) / seconds, generator);
        };
    }

    private long OfServer() => Server is { } id ? Of(id) : 0;

    private long OfDatabase()
    {
        var sum = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) || Stat(id) is not { } stat) continue;
            if (id == Postmaster) sum += stat.Own + stat.Ended;
            else if (stat.Parent == Postmaster) sum += stat.Own;
        }

        return sum;
    }

    private static long Of(int process) => Stat(process)?.Own ?? 0;

    private static (int Parent, long Own, long Ended)? Stat(int process)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{process}/stat");
        }
        catch (IOException)
        {
            return null;   // ended a moment ago
        }

        // pid (name) state ppid ...: the name may hold blanks. utime, stime, cutime, cstime are fields 14 to 17.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Whole(1), Whole64(11) + Whole64(12), Whole64(13) + Whole64(14));

        int Whole(int field) => int.Parse(fields[field], CultureInfo.InvariantCulture);
        long Whole64(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}
