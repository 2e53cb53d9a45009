using System.Text.Json;

namespace Siskop2mi.Bench.Reports;

/// <summary>A result as <c>bench/results/NAME.json</c>.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Write(BenchResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{result.Name}.json");
        File.WriteAllText(path, JsonSerializer.Serialize(Content(result), Layout) + "\n");
        return path;
    }

    private static object Content(BenchResult result) => new
    {
        result.Name,
        result.What,
        result.Reached,
        result.Runs,
        Cores = Environment.ProcessorCount,
        Figures = result.Figures.ToDictionary(
            pair => pair.Key, pair => new { Value = Rounded(pair.Value.Value), pair.Value.Unit, Spread = Rounded(pair.Value.Spread) }),
        Ratios = result.Ratios.ToDictionary(
            pair => pair.Key,
            pair => new
            {
                Value = Rounded(pair.Value.Value),
                pair.Value.Bar,
                pair.Value.IsCeiling,
                pair.Value.Reached,
                Spread = Rounded(pair.Value.Spread),
            }),
        Counts = result.Counts.ToDictionary(
            pair => pair.Key, pair => new { pair.Value.Value, pair.Value.Expected, pair.Value.IsRight }),
        Cpu = result.Cpu.ToDictionary(
            pair => pair.Key,
            pair => new
            {
                Server = Rounded(pair.Value.Server),
                Database = Rounded(pair.Value.Database),
                Generator = Rounded(pair.Value.Generator),
            }),
        result.Notes,
    };

    // JSON has no infinity: a ratio over nothing is told as 0 and reaches no bar.
    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 4) : 0;
}
