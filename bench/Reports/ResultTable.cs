using System.Globalization;

namespace Siskop2mi.Bench.Reports;

/// <summary>A result as people read it.</summary>
internal static class ResultTable
{
    public static void Print(BenchResult result, TextWriter to)
    {
        to.WriteLine();
        to.WriteLine($"{result.Name}: {result.What} ({Environment.ProcessorCount} cores, {result.Runs} run{(result.Runs > 1 ? "s" : "")})");
        Block(to, ["figure", "value", "", "spread"], result.Figures.Select(pair =>
            new[] { pair.Key, Number(pair.Value.Value), pair.Value.Unit, Spread(pair.Value.Spread) }));
        Block(to, ["ratio", "value", "bar", "reached", "spread"], result.Ratios.Select(pair =>
            new[] { pair.Key, Number(pair.Value.Value), Bar(pair.Value), Reached(pair.Value), Spread(pair.Value.Spread) }));
        Block(to, ["count", "found", "expected", "right"], result.Counts.Select(pair =>
            new[] { pair.Key, $"{pair.Value.Value:N0}", $"{pair.Value.Expected:N0}", pair.Value.IsRight ? "yes" : "NO" }));
        Block(to, ["cores used", "server", "database", "generator"], result.Cpu.Select(pair =>
            new[] { pair.Key, Number(pair.Value.Server), Number(pair.Value.Database), Number(pair.Value.Generator) }));
        foreach (var note in result.Notes) to.WriteLine($"  note: {note}");
        to.WriteLine($"  {(result.Reached ? "every bar is reached" : "NOT every bar is reached")}"
            + (result.AreCountsRight ? "" : "; COUNTS ARE WRONG"));
    }

    private static void Block(TextWriter to, string[] head, IEnumerable<string[]> rows)
    {
        var lines = rows.Prepend(head).ToArray();
        if (lines.Length == 1) return;
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        to.WriteLine();
        foreach (var line in lines)
        {
            var cells = line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            to.WriteLine($"  {string.Join("   ", cells)}".TrimEnd());
        }
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 1_000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.'),
    };

    private static string Bar(Ratio ratio) => ratio.Bar is { } bar ? $"{(ratio.IsCeiling ? "<=" : ">=")} {Number(bar)}" : "";

    private static string Reached(Ratio ratio) => ratio.Bar is null ? "" : ratio.Reached ? "yes" : "no";

    private static string Spread(double spread) => spread == 0 ? "" : spread.ToString("P0", CultureInfo.InvariantCulture);
}
