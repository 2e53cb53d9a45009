using System.Globalization;

namespace Siskop2mi.RehearseRush.Rehearsals;

/// <summary>What an operator asked for: <c>BATCH --rate N [--minutes M] [--yes-really] [--program DLL] [--Section:Key value]</c>.</summary>
/// <param name="BatchId">The batch whose vacancies are rehearsed.</param>
/// <param name="Rate">Submissions a minute to begin with.</param>
/// <param name="Minutes">How long to send at most, over all rates.</param>
/// <param name="IsSure">Whether to go on although the batch is open, or about to.</param>
/// <param name="Program">The server program, as a DLL; null for the one built beside.</param>
/// <param name="Configuration">Where the data are, as the server is told.</param>
internal sealed record RehearsalOrder(
    string BatchId, int Rate, double Minutes, bool IsSure, string? Program, string[] Configuration)
{
    public const string Usage =
        "scripts/rehearse-rush BATCH --rate N [--minutes M] [--yes-really]\nN: submissions a minute to begin with, M: 2 unless given, at most 30";

    private const double LongestMinutes = 30;

    /// <summary>Null when the words make no order.</summary>
    public static RehearsalOrder? TryParse(string[] words)
    {
        if (words.Length == 0 || words[0].StartsWith('-')) return null;
        var (order, rest) = (new RehearsalOrder(words[0], 0, 2, false, null, []), new List<string>());
        for (var at = 1; at < words.Length; at++)
        {
            if (words[at] == "--yes-really") order = order with { IsSure = true };
            else if (at + 1 == words.Length) return null;
            else if (words[at] == "--rate" && int.TryParse(words[++at], CultureInfo.InvariantCulture, out var rate))
                order = order with { Rate = rate };
            else if (words[at] == "--minutes" && double.TryParse(words[++at], CultureInfo.InvariantCulture, out var minutes))
                order = order with { Minutes = minutes };
            else if (words[at] == "--program") order = order with { Program = words[++at] };
            else if (words[at].StartsWith("--Node:", StringComparison.Ordinal)) rest.AddRange([words[at], words[++at]]);
            else return null;
        }

        return order is { Rate: > 0, Minutes: > 0 and <= LongestMinutes } ? order with { Configuration = [.. rest] } : null;
    }
}
