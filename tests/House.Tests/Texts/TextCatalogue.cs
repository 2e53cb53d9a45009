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
        JsonNode.Parse(json, null, new JsonDocumentOptions { AllowDuplicateProperties = false })!, "").ToDictionary(pair => pair.Key, pair => pair.Value));

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
            foreach (var key in catalogue.Texts.Where(pair => string.IsNullOrWhiteSpace(pair.Value)).Select(pair => pair.Key)) yield return $"{catalogue.Name}: {key} is empty.";
        }
    }

    /// <summary>Codes without a text; <paramref name="family"/> is <c>refusal</c> or <c>reason</c>.</summary>
    public IEnumerable<string> Missing(string family, IEnumerable<string> codes) => codes.Distinct()
        .Where(code => !Texts.ContainsKey($"{family}.{code}") && !Texts.ContainsKey($"{family}.{code}.title"))
        .Select(code => $"{Name} lacks {family}.{code}.");

    /// <summary>
    /// Keys that nothing reads. A key is read when the source holds it as a literal, or a literal with a hole that it fits
    /// (<c>$"status.{code}"</c>) while the word for the hole is one the domain or the reference data knows, or when it is the
    /// text of a refusal or a reason.
    /// </summary>
    public IEnumerable<string> Unused(IEnumerable<SourceFile> sources, IReadOnlySet<string> words)
    {
        var literals = sources.SelectMany(file => KeysIn(file)).ToHashSet();
        var patterns = literals.Where(literal => literal.Contains("{}", StringComparison.Ordinal))
            .Select(literal => new Regex("^" + Regex.Escape(literal).Replace(@"\{}", @"(?<word>[a-z0-9-]+)", StringComparison.Ordinal) + "$")).ToList();
        patterns.Add(new Regex(@"^(refusal|reason)\.(?<word>[a-z0-9-]+)(\.[a-z]+)?$"));
        return Texts.Keys
            .Where(key => !literals.Contains(key))
            .Where(key => !patterns.Any(pattern => pattern.Match(key) is { Success: true } match && match.Groups["word"].Captures.All(word => words.Contains(word.Value))))
            .Select(key => $"{Name}: nothing reads {key}.");
    }

    /// <summary>Literals of the source that look like a key of a family the catalogue has, and are none.</summary>
    public IEnumerable<string> Unknown(IEnumerable<SourceFile> sources)
    {
        var families = Texts.Keys.Where(key => key.Contains('.', StringComparison.Ordinal)).Select(key => key.Split('.')[0]).ToHashSet();
        return sources.SelectMany(file => KeysIn(file).Select(key => (file.Path, Key: key)))
            .Where(found => !found.Key.Contains("{}", StringComparison.Ordinal) && families.Contains(found.Key.Split('.')[0]) && !Texts.ContainsKey(found.Key))
            .Select(found => $"{found.Path} reads {found.Key}, which {Name} lacks.");
    }

    private static IEnumerable<string> KeysIn(SourceFile file) => CodeText.Literals(file.Text)
        .SelectMany(literal => Key().Match(literal) is { Success: true } ? [literal] : file.Path.EndsWith(".cs", StringComparison.Ordinal) ? [] : QuotedKey().Matches(literal).Select(match => match.Value));

    private static IEnumerable<KeyValuePair<string, string>> Flatten(JsonNode node, string path) => node is JsonObject thing
        ? thing.SelectMany(pair => Flatten(pair.Value!, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}"))
        : [new(path, node.GetValue<string>())];

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.([a-z0-9-]|\{\})+)+$")]
    private static partial Regex Key();

    [GeneratedRegex(@"\b[a-z][a-z0-9-]*(\.[a-z0-9-]+)+\b")]
    private static partial Regex QuotedKey();

    [GeneratedRegex(@"\{[a-zA-Z0-9]+\}")]
    private static partial Regex Placeholder();
}
