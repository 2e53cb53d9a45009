using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Orleans;

namespace Siskop2mi.House.Tests.Contracts;

/// <summary>What holds for every grain interface and grain class.</summary>
public static partial class GrainRules
{
    /// <summary>Methods are verbs without Async that answer a task; interfaces are called I...Grain.</summary>
    public static IEnumerable<string> Interfaces(IEnumerable<Type> types)
    {
        foreach (var type in types.Where(IsGrainInterface))
        {
            if (!InterfaceName().IsMatch(type.Name)) yield return $"{type.Name} is not called I...Grain.";
            foreach (var method in type.GetMethods())
            {
                if (method.Name.EndsWith("Async", StringComparison.Ordinal)) yield return $"{type.Name}.{method.Name} ends with Async.";
                if (!method.ReturnType.IsAssignableTo(typeof(Task)))
                {
                    yield return $"{type.Name}.{method.Name} answers {method.ReturnType.Name}, not a task.";
                }
            }
        }
    }

    /// <summary>Every method carries its promise in a doc comment.</summary>
    /// <param name="types">The types of the assembly.</param>
    /// <param name="documentation">The XML file the compiler wrote for it.</param>
    public static IEnumerable<string> Documentation(IEnumerable<Type> types, XDocument documentation)
    {
        var documented = documentation.Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Value))
            .Select(member => ((string)member.Attribute("name")!).Split('(')[0])
            .ToHashSet();
        return types.Where(IsGrainInterface)
            .SelectMany(type => type.GetMethods().Select(method => $"{type.FullName}.{method.Name}"))
            .Where(method => !documented.Contains($"M:{method}"))
            .Select(method => $"{method} has no doc comment.");
    }

    /// <summary>A grain class is sealed, called ...Grain, and its kind has a fixed name of its own.</summary>
    public static IEnumerable<string> Classes(IEnumerable<Type> types)
    {
        var grains = types.Where(type => type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract)
            .Select(type => (Type: type, Kind: KindOf(type))).ToList();
        foreach (var (type, kind) in grains)
        {
            if (!type.IsSealed) yield return $"{type.Name} is not sealed.";
            if (!type.Name.EndsWith("Grain", StringComparison.Ordinal)) yield return $"{type.Name} is not called ...Grain.";
            if (kind is null) yield return $"{type.Name} has no [GrainType]: renaming it would lose its data.";
            else if (!Kebab().IsMatch(kind)) yield return $"{type.Name}: {kind} is not kebab-case.";
        }

        foreach (var same in grains.Where(grain => grain.Kind is not null).GroupBy(grain => grain.Kind).Where(same => same.Count() > 1))
        {
            yield return $"{same.Key} is the kind of {string.Join(" and ", same.Select(grain => grain.Type.Name))}.";
        }
    }

    private static string? KindOf(Type type) =>
        type.GetCustomAttribute<GrainTypeAttribute>(inherit: false)?.GetGrainType(null!, type).ToString();

    private static bool IsGrainInterface(Type type) => type.IsInterface && type.IsAssignableTo(typeof(IGrain));

    [GeneratedRegex("^I[A-Z][A-Za-z0-9]*Grain$")]
    private static partial Regex InterfaceName();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
