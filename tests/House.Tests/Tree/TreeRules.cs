using System.Text.RegularExpressions;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Tree;

/// <summary>Where things stand, and words that stand nowhere.</summary>
public static partial class TreeRules
{
    private static readonly HashSet<string> TopLevelFolders =
    [
        "build", "Domain", "GrainInterfaces", "Grains", "GrainHost.Abstractions", "GrainHost", "Storage", "Silo", "WebApi",
        "reference-data", "simulators", "bench", "tests", "docs", "scripts", ".ci",
    ];

    // Besides a project a folder at the top and tests/<Name>.Tests. Each of these has to be a program or library of its own.
    private static readonly Dictionary<string, string> ExtraProjects = new()
    {
        ["simulators/Simulators.csproj"] = "stands in for the outside, as processes of their own",
        ["bench/Bench.csproj"] = "measures the product and its peers from outside",
        ["bench/ConventionalPeer/ConventionalPeer.csproj"] = "what the product is measured against: a process of its own",
        ["scripts/FirstJourney/FirstJourney.csproj"] = "an example client: it knows the server by HTTP only",
        ["scripts/RehearseRush/RehearseRush.csproj"] = "an operator's command: it starts a server of its own, so it is none",
        ["tests/TestSupport/TestSupport.csproj"] = "what several test projects start or wait for",
        ["tests/EmbeddedPostgresProbe/EmbeddedPostgresProbe.csproj"] = "a process that tests of the embedded server kill",
    };

    private const string SaysNothing = "says nothing; a thing without a home has not been understood yet.";

    private static readonly HashSet<string> NoHome =
        new(StringComparer.OrdinalIgnoreCase)
        {
            "Common", "Shared", "Util", "Utils", "Utilities", "Services", "Managers", "Helpers", "Misc",
        };

    // Built from parts, so that this file does not break its own rule.
    private static readonly (Regex Words, string Why)[] Forbidden =
    [
        (new Regex(@"(?<![\w.])/wo" + @"rk/(wt|main|shared|\.)"), "a path of the machine it was written on"),
        (new Regex(@"\.\./sha" + @"red/"), "a path outside the repository"),
        (new Regex(@"/ho" + @"me/\w+/"), "a path of the machine it was written on"),
        (new Regex("\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b"), "something left undone"),
        (new Regex("\\b(Clau" + "de|Anthr" + "opic|Chat" + "GPT|Copi" + "lot)\\b", RegexOptions.IgnoreCase),
            "a word about how it was made"),
        (new Regex("(is|see|closes|fixes) iss" + "ue #?\\d", RegexOptions.IgnoreCase), "a number of a tracker"),
    ];

    private static readonly string[] TextFiles =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".sql", ".css", ".js", ".html", ".cshtml", ".razor", ".yml",
        ".yaml", ".sh", ".txt",
    ];

    /// <summary>A top-level folder that design does not know, a folder or file without a home.</summary>
    public static IEnumerable<string> Place(string path)
    {
        var parts = path.Split('/');
        if (parts.Length > 1 && !TopLevelFolders.Contains(parts[0])) yield return $"{parts[0]}/ is not one of the top-level folders.";
        foreach (var part in parts)
        {
            if (IsHomeless(Path.GetFileNameWithoutExtension(part)) || IsHomeless(part)) yield return $"{path}: {part} {SaysNothing}";
        }
    }

    /// <summary>A project that is neither a layer nor its tests, and that nobody gave a reason for.</summary>
    public static IEnumerable<string> Projects(string path)
    {
        var isLayer = path.Split('/') is [var folder, var file] && file == folder + ".csproj";
        var isTests = path.Split('/') is ["tests", var tests, var project]
            && project == tests + ".csproj" && tests.EndsWith(".Tests", StringComparison.Ordinal);
        if (path.EndsWith(".csproj", StringComparison.Ordinal) && !isLayer && !isTests && !ExtraProjects.ContainsKey(path))
            yield return $"{path} is one project more; say in TreeRules why it has to be.";
    }

    /// <summary>A type without a home.</summary>
    public static IEnumerable<string> TypeNames(SourceFile file) => CodeBlocks.In(file.Code)
        .Where(block => block.Kind == CodeBlockKind.Type && IsHomeless(block.Name))
        .Select(block => $"{file.Path}:{block.FirstLine} {block.Name} {SaysNothing}");

    /// <summary>Words that do not belong into the product.</summary>
    public static IEnumerable<string> Words(SourceFile file) => Forbidden
        .SelectMany(rule => rule.Words.Matches(file.Text).Select(match => (rule.Why, match)))
        .Select(found => $"{file.Path}:{file.Text.AsSpan(0, found.match.Index).Count('\n') + 1} {found.match.Value}: {found.Why}.");

    /// <summary>A package source other than the public one.</summary>
    public static IEnumerable<string> PackageSources(SourceFile file)
    {
        var name = Path.GetFileName(file.Path).ToLowerInvariant();
        if (name is "nuget.config" || (name is ".npmrc" && Registry().IsMatch(file.Text)))
        {
            return [$"{file.Path} names a package source; the repository builds from the public ones."];
        }

        if (!file.Path.EndsWith("package-lock.json", StringComparison.Ordinal)) return [];
        return Resolved().Matches(file.Text)
            .Select(match => match.Groups["host"].Value)
            .Where(host => host != "registry.npmjs.org")
            .Select(host => $"{file.Path} names {host}.");
    }

    /// <summary>Whether a file is text that the rules read.</summary>
    public static bool IsText(string path) => !Path.HasExtension(path) || TextFiles.Contains(Path.GetExtension(path));

    private static bool IsHomeless(string name) =>
        NoHome.Contains(name.Split('.')[^1]) || HomelessEnding().IsMatch(name);

    [GeneratedRegex("(?<=[a-z0-9])(Helpers?|Utils?|Managers?)$")]
    private static partial Regex HomelessEnding();

    [GeneratedRegex(@"\bregistry\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex("\"resolved\":\\s*\"https?://(?<host>[^/\"]+)")]
    private static partial Regex Resolved();
}
