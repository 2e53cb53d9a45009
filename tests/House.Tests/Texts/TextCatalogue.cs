using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Texts;

/// <summary>The visible words of one language: keys with dots, nested objects joined.</summary>
public sealed partial class TextCatalogue
{
    private TextCatalogue(string name, IReadOnlyDictionary<string, string> texts)
    {
        Name = name;
        Texts = texts;
    }

    /// <summary>File name, for findings.</summary>
    public string Name { get; }

    /// <summary>Text by key.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Reads the JSON of a language.</summary>
    public static TextCatalogue Parse(string name, string json) => new(name, Flatten(
        JsonNode.Parse(json, null, new JsonDocumentOptions { AllowDuplicateProperties = false })!, "").ToDictionary(
            pair => pair.Key, pair => pair.Value));

    /// <summary>Keys or placeholders that one language has and the other has not; empty texts.</summary>
    public static IEnumerable<string> Compare(TextCatalogue one, TextCatalogue other)
    {
        foreach (var key in one.Texts.Keys.Except(other.Texts.Keys)) yield return $"{other.Name} lacks {key}.";
        foreach (var key in other.Texts.Keys.Except(one.Texts.Keys)) yield return $"{one.Name} lacks {key}.";
        foreach (var key in one.Texts.Keys.Intersect(other.Texts.Keys))
        {
            if (!Placeholders(one.Texts[key]).SetEquals(Placeholders(other.Texts[key]))) yield return $"{key}: the placeholders differ.";
        }

        foreach (var catalogue in new[] { one, other })
        {
            foreach (var (key, _) in catalogue.Texts.Where(pair => string.IsNullOrWhiteSpace(pair.Value)))
                yield return $"{catalogue.Name}: {key} is empty.";
        }
    }

    /// <summary>Codes without a text under <c>family.code</c> plus the suffix.</summary>
    public IEnumerable<string> Missing(string family, IEnumerable<string> codes, string suffix = "") => codes.Distinct()
        .Select(code => $"{family}.{code}{suffix}")
        .Where(key => !Texts.ContainsKey(key))
        .Select(key => $"{Name} lacks {key}.");

    /// <summary>
    /// Keys that nothing reads. A key is read when the source holds it as a literal, or a literal with holes that it fits
    /// (<c>$"status.{thing}.{audience}"</c>, also with a part put behind it by <c>$"{key}.detail"</c>) while each word in a hole is one
    /// that the code or the reference data knows.
    /// </summary>
    public IEnumerable<string> Unused(IEnumerable<SourceFile> sources, IReadOnlySet<string> words)
    {
        var literals = sources.SelectMany(file => CodeText.Literals(file.Text)).ToHashSet();
        var ends = literals.Select(literal => Ending().Match(literal)).Where(match => match.Success).Select(
            match => Regex.Escape(match.Groups["end"].Value));
        var end = $"({string.Join('|', ends)})?$";
        var patterns = literals.Where(literal => Key().IsMatch(literal))
            .Select(literal => new Regex(
                "^" + Regex.Escape(literal).Replace(@"\{}", "(?<word>[a-z0-9-]+)", StringComparison.Ordinal) + end))
            .ToList();
        return Texts.Keys.Where(key => !patterns.Any(pattern => Reads(pattern, key, words))).Select(key => $"{Name}: nothing reads {key}.");
    }

    /// <summary>Literals of the source that look like a key of a family the catalogue has, and are none.</summary>
    public IEnumerable<string> Unknown(IEnumerable<SourceFile> sources)
    {
        var families = Texts.Keys.Where(key => key.Contains('.', StringComparison.Ordinal)).Select(key => key.Split('.')[0]).ToHashSet();
        return sources.SelectMany(file => CodeText.Literals(file.Text).Select(literal => (file.Path, Key: literal)))
            .Where(found => Key().IsMatch(found.Key) && !found.Key.Contains("{}", StringComparison.Ordinal))
            .Where(found => families.Contains(found.Key.Split('.')[0]) && !Texts.ContainsKey(found.Key))
            .Select(found => $"{found.Path} reads {found.Key}, which {Name} lacks.");
    }

    private static bool Reads(Regex pattern, string key, IReadOnlySet<string> words) =>
        pattern.Match(key) is { Success: true } match && match.Groups["word"].Captures.All(word => words.Contains(word.Value));

    private static IEnumerable<KeyValuePair<string, string>> Flatten(JsonNode node, string path) => node is JsonObject thing
        ? thing.SelectMany(pair => Flatten(pair.Value!, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}"))
        : [new(path, node.GetValue<string>())];

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.([a-z0-9-]|\{\})+)+$")]
    private static partial Regex Key();

    // What is put behind a key that was made elsewhere: ".detail", or the same after a hole.
    [GeneratedRegex(@"^(\{\})?(?<end>\.[a-z][a-z0-9-]*)$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"\{[a-zA-Z0-9]+\}")]
    private static partial Regex Placeholder();
}
