using System.Text.RegularExpressions;

namespace Siskop2mi.House.Tests.Docs;

/// <summary>What the documents promise of themselves.</summary>
public static partial class DocsRules
{
    private static readonly string[] Sections = ["## Status", "## Context", "## Decision", "## Consequences", "## Alternatives considered"];

    /// <summary>Names in the table of <c>docs/glossary.md</c>, in order.</summary>
    public static IReadOnlyList<string> GlossaryNames(string glossary) => [.. Rows(glossary).Select(cells => cells[0].Trim('`'))];

    /// <summary>A row with an empty cell, a name that stands there twice or is no code name.</summary>
    public static IEnumerable<string> Glossary(string glossary)
    {
        foreach (var cells in Rows(glossary).Where(cells => cells.Length != 5 || cells.Any(string.IsNullOrWhiteSpace)))
        {
            yield return $"glossary: {cells[0]} does not fill five columns";
        }

        foreach (var name in GlossaryNames(glossary).Where(name => !CodeName().IsMatch(name)))
            yield return $"glossary: {name} is no code name";
        foreach (var twice in GlossaryNames(glossary).GroupBy(name => name).Where(same => same.Count() > 1))
        {
            yield return $"glossary: {twice.Key} stands there twice";
        }
    }

    /// <summary>A decision that the index does not list, or the other way round; a missing section; a gap in the numbers.</summary>
    public static IEnumerable<string> Decisions(string index, IReadOnlyDictionary<string, string> decisions)
    {
        var listed = DecisionFile().Matches(index).Select(match => match.Value).Distinct().ToList();
        foreach (var name in decisions.Keys.Except(listed)) yield return $"docs/adr/README.md does not list {name}";
        foreach (var name in listed.Except(decisions.Keys)) yield return $"docs/adr/README.md lists {name}, which is not there";
        foreach (var (name, text) in decisions)
        {
            foreach (var section in Sections.Where(section => !text.Contains("\n" + section + "\n", StringComparison.Ordinal)))
            {
                yield return $"{name} has no section {section}";
            }
        }

        var numbers = decisions.Keys.Select(name => int.Parse(name[..4], System.Globalization.CultureInfo.InvariantCulture)).Order()
            .ToList();
        if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count))) yield return "The decisions are not numbered 1, 2, 3, ...";
    }

    private static IEnumerable<string[]> Rows(string glossary) => glossary.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    [GeneratedRegex("^[A-Z][A-Za-z0-9]+$")]
    private static partial Regex CodeName();

    [GeneratedRegex(@"\b\d{4}-[a-z0-9-]+\.md\b")]
    private static partial Regex DecisionFile();
}
