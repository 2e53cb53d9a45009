namespace Siskop2mi.Bench.Reports;

/// <summary>Several runs of one bench as one result: medians and spreads; counts of the worst run.</summary>
internal static class Medians
{
    public static BenchResult Of(IReadOnlyList<BenchResult> runs)
    {
        if (runs is [var only]) return only;
        var all = new BenchResult(runs[0].Name, runs[0].What) { Runs = runs.Count };
        all.Notes.AddRange(runs.SelectMany(run => run.Notes).Distinct());
        foreach (var (name, figure) in runs[0].Figures)
        {
            var (median, spread) = Middle(runs, run => run.Figures.GetValueOrDefault(name)?.Value);
            all.Figures[name] = figure with { Value = median, Spread = spread };
        }

        foreach (var (name, ratio) in runs[0].Ratios)
        {
            var (median, spread) = Middle(runs, run => run.Ratios.GetValueOrDefault(name)?.Value);
            all.Ratios[name] = ratio with { Value = median, Spread = spread };
        }

        foreach (var name in runs[0].Counts.Keys)
            all.Counts[name] = runs.Select(run => run.Counts[name]).MaxBy(count => Math.Abs(count.Value - count.Expected))!;
        foreach (var name in runs[0].Cpu.Keys)
        {
            all.Cpu[name] = new CpuSplit(
                Middle(runs, run => run.Cpu.GetValueOrDefault(name)?.Server).Median,
                Middle(runs, run => run.Cpu.GetValueOrDefault(name)?.Database).Median,
                Middle(runs, run => run.Cpu.GetValueOrDefault(name)?.Generator).Median);
        }

        return all;
    }

    private static (double Median, double Spread) Middle(IReadOnlyList<BenchResult> runs, Func<BenchResult, double?> pick)
    {
        var values = runs.Select(pick).OfType<double>().Order().ToArray();
        var median = values.Length % 2 == 1
            ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
        return (median, median == 0 ? 0 : (values[^1] - values[0]) / Math.Abs(median));
    }
}
