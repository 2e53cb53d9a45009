using System.Globalization;
using Siskop2mi.Storage.Embedded;

namespace Siskop2mi.Bench.Benches;

/// <summary>What the command line asks for: <c>[NAME ...] [--runs N] [--short] [--scale F] [--stored N] [--results FOLDER]</c>.</summary>
internal sealed record BenchCommand(IReadOnlyList<IBench> Benches, int Runs, BenchSize Size, string Folder)
{
    private const long StoredByDefault = 5_000_000;

    /// <summary>Reads the arguments; on a mistake <paramref name="problem"/> says in plain words which.</summary>
    public static BenchCommand? TryParse(string[] arguments, out string problem)
    {
        List<IBench> benches = [];
        var (runs, stored, scale, isShort, folder) = (1L, 0L, 1.0, false, "");
        problem = "";
        for (var i = 0; i < arguments.Length && problem.Length == 0; i++)
        {
            var argument = arguments[i];
            if (argument == "--short") isShort = true;
            else if (argument is "--runs") runs = Whole(arguments, ref i, ref problem);
            else if (argument is "--stored") stored = Whole(arguments, ref i, ref problem);
            else if (argument is "--scale") scale = Share(arguments, ref i, ref problem);
            else if (argument is "--results" && i + 1 < arguments.Length) folder = arguments[++i];
            else if (AllBenches.Find(argument) is { } bench) benches.Add(bench);
            else problem = $"There is no bench '{argument}'. There are: {string.Join(", ", AllBenches.List.Select(one => one.Name))}.";
        }

        if (problem.Length > 0) return null;
        if (folder.Length == 0) folder = Path.Combine(Path.GetDirectoryName(DataDirectory.Resolve(null))!, "bench", "results");
        var size = new BenchSize(isShort, stored > 0 ? stored : isShort ? 5_000 : StoredByDefault, scale);
        return new BenchCommand(benches.Count > 0 ? benches : AllBenches.List, (int)runs, size, folder);
    }

    private static double Share(string[] arguments, ref int at, ref string problem)
    {
        if (++at < arguments.Length && double.TryParse(arguments[at], CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1)
            return share;
        problem = "--scale needs a share of the whole size, such as 0.2.";
        return 1;
    }

    private static long Whole(string[] arguments, ref int at, ref string problem)
    {
        var name = arguments[at++];
        if (at < arguments.Length && long.TryParse(arguments[at], CultureInfo.InvariantCulture, out var value) && value > 0) return value;
        problem = $"{name} needs a number above zero.";
        return 1;
    }
}
