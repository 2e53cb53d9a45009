using System.Text.RegularExpressions;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Texts;

/// <summary>Finds words typed into pages, where only keys of the text catalogue belong.</summary>
public static partial class PageRules
{
    private const string ProductName = "Siskop2mi";   // a proper name: the same in every language

    /// <summary>Words between tags, and in attributes that people see or hear.</summary>
    public static IEnumerable<string> Words(SourceFile page)
    {
        var markup = page.Path.EndsWith(".cs", StringComparison.Ordinal)
            ? CodeText.Literals(page.Text).Where(literal => literal.Contains('<', StringComparison.Ordinal))
            : [Code().Replace(RazorComment().Replace(page.Text, ""), "")];
        return markup.SelectMany(text => BetweenTags().Matches(Script().Replace(text, "<s>")).Concat(SpokenAttribute().Matches(text)))
            .Select(match => Hole().Replace(match.Groups["words"].Value, " ").Replace(ProductName, "", StringComparison.Ordinal).Trim())
            .Where(words => Word().IsMatch(words))
            .Select(words => $"{page.Path}: \"{words}\" is typed into the page; give it a key in WebApi/Text.");
    }

    [GeneratedRegex(@">(?<words>[^<>]+)<")]
    private static partial Regex BetweenTags();

    [GeneratedRegex("\\b(alt|title|placeholder|aria-label)\\s*=\\s*\\\\?\"(?<words>[^\"\\\\]+)")]
    private static partial Regex SpokenAttribute();

    // @expressions of Razor, {} holes of interpolated literals, character references.
    [GeneratedRegex(@"@\([^)]*\)|@[\w.]+(\([^)]*\)|\[[^\]]*\])*|\{\}|&#?\w+;")]
    private static partial Regex Hole();

    [GeneratedRegex(@"<(script|style)\b.*?</\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Script();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();

    [GeneratedRegex(@"@(code|functions)?\s*\{(?>[^{}]+|(?<open>\{)|(?<-open>\}))*\}|^@\w+[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();
}
