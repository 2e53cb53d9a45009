using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Reports;

namespace Siskop2mi.Bench.Benches;

/// <summary>One run of a bench: what it stands on, how large it is, and where it tells what it found.</summary>
internal sealed class BenchRun(BenchGround ground, BenchResult result, BenchSize size)
{
    public string Name => result.Name;

    public BenchGround Ground { get; } = ground;

    public BenchSize Size { get; } = size;

    public void Figure(string name, double value, string unit) => result.Figures[name] = new Figure(value, unit);

    /// <summary>A ratio that must be at least <paramref name="bar"/>; null tells it only.</summary>
    public void AtLeast(string name, double value, double? bar) => result.Ratios[name] = new Ratio(value, bar, IsCeiling: false);

    /// <summary>A value that must be at most <paramref name="bar"/>.</summary>
    public void AtMost(string name, double value, double bar) => result.Ratios[name] = new Ratio(value, bar, IsCeiling: true);

    public void Count(string name, long value, long expected) => result.Counts[name] = new Count(value, expected);

    public void Cpu(string phase, CpuSplit split) => result.Cpu[phase] = split;

    public void Note(string words)
    {
        if (!result.Notes.Contains(words)) result.Notes.Add(words);
    }

    /// <summary>A phase of closed-loop load: its rate and its cores. Times of closed loops are not told: they hide stalls.</summary>
    public void Phase(string name, Throughput load)
    {
        Figure(name, load.Rate, "/s");
        Cpu(name, load.Cpu);
    }

    /// <summary>Times of open-loop load.</summary>
    public void Latency(string name, Times times)
    {
        Figure($"{name}, p50", times.Percentile(0.50), "ms");
        Figure($"{name}, p99", times.Percentile(0.99), "ms");
    }

    /// <summary>Progress, for who watches.</summary>
    public static void Say(string words) => Console.Error.WriteLine($"  ... {words}");
}

/// <summary>How long and how large.</summary>
/// <param name="IsShort">Only to prove that the bench works.</param>
/// <param name="Stored">Applications stored for <c>growth</c>.</param>
/// <param name="Scale">Share of the promised size, for a first look; 1 is what the promises are about.</param>
internal sealed record BenchSize(bool IsShort, long Stored, double Scale = 1)
{
    public TimeSpan WarmUp => TimeSpan.FromSeconds(IsShort ? 0.3 : 3);

    public TimeSpan Measure => TimeSpan.FromSeconds(IsShort ? 0.7 : 8);

    /// <summary>A number of things, or few of them in a short run.</summary>
    public int Of(int whole, int few) => IsShort ? few : Math.Max(few, (int)(whole * Scale));
}
