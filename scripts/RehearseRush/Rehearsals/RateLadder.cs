using Siskop2mi.Bench.Load;

namespace Siskop2mi.RehearseRush.Rehearsals;

/// <summary>One rate that was tried.</summary>
/// <param name="Rate">Submissions a minute.</param>
/// <param name="Sent">How many.</param>
/// <param name="TurnedAway">How many got anything but a receipt, or no answer.</param>
/// <param name="Times">From when each was due to its answer.</param>
internal sealed record Rung(int Rate, int Sent, int TurnedAway, Times Times)
{
    // What people bear with in a rush: most wait less than this, and hardly anybody is sent away.
    private const double LongestWait = 2_000;
    private const double LargestShare = 0.01;

    public double P99 => Times.Percentile(0.99);

    public bool IsSafe => P99 <= LongestWait && TurnedAway <= Sent * LargestShare;
}

/// <summary>Which rates a rehearsal tries: each half as much again as the one before.</summary>
internal static class RateLadder
{
    public static readonly TimeSpan RungTime = TimeSpan.FromSeconds(20);

    // More people would take longer to make up than to send.
    private const int MostPeople = 60_000;

    /// <summary>Rates a minute, the first in any case, as many as the time allows.</summary>
    public static IReadOnlyList<int> Rates(int first, double minutes)
    {
        List<int> rates = [first];
        var people = CountFor(first);
        for (var rate = first * 1.5; rates.Count < (int)(minutes / RungTime.TotalMinutes); rate *= 1.5)
        {
            people += CountFor((int)rate);
            if (people > MostPeople) break;
            rates.Add((int)rate);
        }

        return rates;
    }

    /// <summary>How many submissions a rate takes.</summary>
    public static int CountFor(int rate) => Math.Max(1, (int)(rate * RungTime.TotalMinutes));

    /// <summary>The sentence an operator keeps: the last rate before the first that was not safe.</summary>
    public static string Sentence(IReadOnlyList<Rung> rungs) =>
        rungs.Count == 0 ? "stopped before any rate was tried to its end"
        : rungs.TakeWhile(rung => rung.IsSafe).LastOrDefault() is { } last
            ? $"safe up to {last.Rate} submits a minute on this machine" + (rungs[^1].IsSafe ? " (no higher rate was tried)" : "")
            : $"not safe at {rungs[0].Rate} submits a minute on this machine";
}
