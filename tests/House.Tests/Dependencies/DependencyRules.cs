using System.Text.RegularExpressions;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Dependencies;

/// <summary>The five rules of who may know whom. To change one takes an ADR in the same commit.</summary>
public static partial class DependencyRules
{
    // A name that ends in * is a prefix. What is not listed is forbidden.
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Siskop2mi.Domain"] = ["System*"],
        ["Siskop2mi.GrainHost.Abstractions"] = ["System*"],
        ["Siskop2mi.GrainInterfaces"] = ["System*", "Siskop2mi.Domain", "Siskop2mi.GrainHost.Abstractions"],
        ["Siskop2mi.Grains"] =
        [
            "System*", "Siskop2mi.Domain", "Siskop2mi.GrainHost.Abstractions", "Siskop2mi.GrainInterfaces",
            "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions",
                "Microsoft.Extensions.Options",
        ],
        ["Siskop2mi.GrainHost"] = ["System*", "Microsoft.*", "Siskop2mi.GrainHost.Abstractions"],
        ["Siskop2mi.Storage"] = ["System*", "Microsoft.*", "Npgsql", "Siskop2mi.Domain", "Siskop2mi.GrainHost.Abstractions"],
        ["Siskop2mi.Silo"] = ["System*", "Microsoft.*", "OpenTelemetry*", "Siskop2mi.*"],
        ["Siskop2mi.WebApi"] =
        [
            "System*", "Microsoft.*", "Siskop2mi.Domain", "Siskop2mi.GrainHost.Abstractions", "Siskop2mi.GrainInterfaces",
            "Siskop2mi.Storage", "Siskop2mi.Silo", "QRCoder",
        ],
    };

    // Rule 1. Iterators use Environment.CurrentManagedThreadId, so Environment is named by member.
    private static readonly string[] NotInDomain =
    [
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random.*", "System.Security.Cryptography.RandomNumberGenerator.*",
        "System.TimeProvider.*", "System.Diagnostics.Stopwatch.*", "System.Diagnostics.Process.*", "System.Console.*",
        "System.IO.File*", "System.IO.Directory*", "System.Net.Http.*", "System.Net.Sockets.*",
        "System.Environment.GetEnvironmentVariable*", "System.Environment.get_Ti*", "System.Environment.get_Machine*",
            "System.Environment.Exit",
        "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Run", "System.Threading.Thread.*", "System.Threading.Timer.*",
    ];

    // Time comes from TimeProvider everywhere, so that tests can hold the clock.
    private static readonly string[] NotAnywhere =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
    ];

    // Rule 3. The front door writes through grains: of the store it sees lists, blobs and the keys of letters (ADR 0010). What
    // wires the node at start sees all, and what turns the store's exceptions into answers names them.
    private static readonly string[] FrontDoorSeesOfStorage = ["Queries", "Blobs", "Letters"];
    private static readonly string[] WiresTheNode = ["WebApi/Program.cs", "WebApi/Node/", "WebApi/Answers/ExceptionProblems.cs"];

    /// <summary>Rules 1 to 4, as far as whole assemblies go.</summary>
    public static IEnumerable<string> References(ProductAssembly assembly) => assembly.References
        .Where(reference => !MayReference[assembly.Name].Any(pattern => Fits(reference, pattern)))
        .Where(reference => reference is not "netstandard")
        .Select(reference => $"{assembly.Name} must not use {reference}.");

    /// <summary>Rule 1: no clock, no random, no input or output in Domain; no wall clock anywhere.</summary>
    public static IEnumerable<string> Calls(ProductAssembly assembly, bool isDomain) => assembly.Members
        .Where(member => NotAnywhere.Concat(isDomain ? NotInDomain : []).Any(pattern => Fits(member, pattern)))
        .Select(member => $"{assembly.Name} must not use {member}; it takes time, ids and facts as arguments.");

    /// <summary>Rule 3: WebApi writes only through grains.</summary>
    public static IEnumerable<string> FrontDoor(SourceFile file)
    {
        if (WiresTheNode.Any(place => file.Path.StartsWith(place, StringComparison.Ordinal))) return [];
        var code = file.Path.EndsWith(".cs", StringComparison.Ordinal) ? file.Code : file.Text;
        return PartOfStorage().Matches(code)
            .Select(match => match.Groups["part"].Value)
            .Where(part => !FrontDoorSeesOfStorage.Contains(part))
            .Select(part => $"{file.Path} uses Storage.{part}: it writes through grains and lists through Storage.Queries.");
    }

    /// <summary>Rule 4: no SQL and no database in GrainHost.</summary>
    public static IEnumerable<string> Sql(SourceFile file) => CodeText.Literals(file.Text)
        .Where(literal => SqlStatement().IsMatch(literal))
        .Select(literal => $"{file.Path} holds SQL: {literal.Trim()}");

    /// <summary>Rule 5: a file of one area names no other area's grains.</summary>
    public static IEnumerable<string> Areas(SourceFile file, IReadOnlySet<string> areas)
    {
        if (file.Path.Split('/') is not ["Grains", var own, _, ..]) return [];
        return GrainsOfArea().Matches(file.Code)
            .Select(match => match.Groups["area"].Value)
            .Where(area => area != own && areas.Contains(area))
            .Select(area => $"{file.Path} reaches into Grains.{area}: areas meet through grain interfaces or ids.");
    }

    private static bool Fits(string name, string pattern) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    [GeneratedRegex(
        @"\b(select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index)\s)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex SqlStatement();

    [GeneratedRegex(@"\bStorage\.(?<part>[A-Z]\w*)")]
    private static partial Regex PartOfStorage();

    [GeneratedRegex(@"\bGrains\.(?<area>\w+)")]
    private static partial Regex GrainsOfArea();
}
