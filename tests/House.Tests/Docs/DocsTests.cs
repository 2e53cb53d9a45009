using Siskop2mi.House.Tests.Dependencies;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Docs;

public sealed class DocsTests
{
    private static readonly string Glossary = File.ReadAllText(HouseTree.FullPath("docs/glossary.md"));

    [Fact]
    public void The_glossary_is_whole() => Findings.AreNone(DocsRules.Glossary(Glossary));

    [Fact]
    public void Every_grain_is_named_in_the_glossary()
    {
        var names = DocsRules.GlossaryNames(Glossary).ToHashSet();
        Assert.NotEmpty(names);
        Findings.AreNone(Product.Types("GrainInterfaces")
            .Where(type => type.IsInterface && type.IsAssignableTo(typeof(Orleans.IGrainWithStringKey)))
            .Select(type => type.Name[1..^"Grain".Length])
            .Where(name => !names.Contains(name))
            .Select(name => $"docs/glossary.md does not name {name}."));
    }

    [Fact]
    public void Every_decision_is_listed_and_whole() => Findings.AreNone(DocsRules.Decisions(
        File.ReadAllText(HouseTree.FullPath("docs/adr/README.md")),
        HouseTree.Read("docs/adr", ".md")
            .Where(file => char.IsAsciiDigit(Path.GetFileName(file.Path)[0]))
            .ToDictionary(file => Path.GetFileName(file.Path), file => file.Text)));

    [Fact]
    public void Sabotage_a_broken_glossary_is_found() => Findings.Are(
        DocsRules.Glossary("| `A1` | a | b | c | d |\n| `A1` | a | b | c | d |\n| `b c` | a | b | c | d |\n| `Cd` | | b | c | d |"),
        "A1 stands there twice", "b c is no code name", "Cd` does not fill");

    [Fact]
    public void Sabotage_a_broken_index_of_decisions_is_found() => Findings.Are(
        DocsRules.Decisions("see 0001-a.md and 0009-gone.md", new Dictionary<string, string>
        {
            ["0001-a.md"] = "#\n## Status\n## Context\n## Decision\n## Consequences\n",
            ["0003-b.md"] = "#\n## Status\n\n## Context\n\n## Decision\n\n## Consequences\n\n## Alternatives considered\n",
        }),
        "does not list 0003-b.md", "0009-gone.md, which", "0001-a.md has no section ## Alternatives", "not numbered");
}
