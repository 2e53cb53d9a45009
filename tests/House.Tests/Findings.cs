namespace Siskop2mi.House.Tests;

/// <summary>How a rule speaks.</summary>
public static class Findings
{
    /// <summary>Fails with every finding on a line of its own.</summary>
    public static void AreNone(IEnumerable<string> findings)
    {
        var lines = findings.Distinct().Order(StringComparer.Ordinal).ToList();
        if (lines.Count > 0) Assert.Fail(string.Join(Environment.NewLine, lines));
    }

    /// <summary>The sabotage proof of a rule: it must find just this, one entry for each finding that holds the words.</summary>
    public static void Are(IEnumerable<string> findings, params string[] words)
    {
        var lines = findings.ToList();
        Assert.True(lines.Count == words.Length, $"Found: {string.Join(" | ", lines)}");
        foreach (var word in words) Assert.Contains(lines, line => line.Contains(word, StringComparison.Ordinal));
    }
}
