using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Siskop2mi.House.Tests.ReferenceData;

/// <summary>Conventions that hold in every file, whatever it lists.</summary>
public static partial class ReferenceDataRules
{
    /// <summary>What is wrong with a file.</summary>
    public static IEnumerable<string> Check(JsonNode file, IReadOnlySet<string> sources)
    {
        if (string.IsNullOrWhiteSpace(file["source"]?.ToString())) yield return "The file has no source.";
        foreach (var node in Below(file))
        {
            foreach (var finding in node is JsonObject thing ? InObject(thing, sources) : InList(node))
                yield return $"{node.GetPath()}: {finding}";
        }
    }

    private static IEnumerable<JsonNode> Below(JsonNode node) => node switch
    {
        JsonObject thing => thing.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(Below).Prepend(thing),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Below).Prepend(list),
        _ => [],
    };

    private static IEnumerable<string> InObject(JsonObject thing, IReadOnlySet<string> sources)
    {
        if (thing["code"] is { } code && !Code().IsMatch(code.ToString())) yield return $"{code} is not kebab-case";
        foreach (var name in new[] { "label", "condition", "qualification", "hours" })
        {
            if (thing[name] is JsonObject text && !(Filled(text["id"]) && Filled(text["en"]))) yield return $"{name} lacks a language";
        }

        foreach (var name in new[] { "effectiveFrom", "effectiveTo", "ageCutoffDate" })
        {
            if (thing[name] is { } day && Day(day) is null) yield return $"{day} is no day";
        }

        if (Day(thing["effectiveFrom"]) is { } from && Day(thing["effectiveTo"]) is { } to && to < from)
            yield return "it ends before it begins";
        if (thing["sources"] is JsonArray named && named.All(source => source is JsonValue))
        {
            foreach (var source in named.Where(source => !sources.Contains(source!.ToString()))) yield return $"source {source} is unknown";
        }

        if (thing["assumed"] is not null && thing["assumption"] is null) yield return "assumed without assumption";
    }

    // A code may come back in a list only as a later version of the same thing.
    private static IEnumerable<string> InList(JsonNode list) => list.AsArray().OfType<JsonObject>()
        .Where(entry => entry["code"] is not null)
        .GroupBy(entry => (Code: entry["code"]!.ToString(), From: entry["effectiveFrom"]?.ToString()))
        .Where(same => same.Count() > 1)
        .Select(same => $"{same.Key.Code} stands there twice");

    private static bool Filled(JsonNode? text) => !string.IsNullOrWhiteSpace(text?.ToString());

    private static DateOnly? Day(JsonNode? node) =>
        DateOnly.TryParseExact(node?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Code();
}
