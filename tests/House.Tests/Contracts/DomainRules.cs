using System.Reflection;
using System.Text.RegularExpressions;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.House.Tests.Contracts;

/// <summary>What holds for every refusal, event, state and enum of the domain.</summary>
public static partial class DomainRules
{
    private static readonly HashSet<Type> Mutable =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(IList<>), typeof(ICollection<>),
        typeof(IDictionary<,>), typeof(ISet<>),
    ];

    /// <summary>All refusals, with where they stand.</summary>
    public static IEnumerable<(string Where, string Code)> RefusalCodes(IEnumerable<Type> types) =>
        Constants<Refusal>(types, "Refusals").Select(found => (found.Where, found.Value.Code));

    /// <summary>All single reasons, with where they stand.</summary>
    public static IEnumerable<(string Where, string Code)> ReasonCodes(IEnumerable<Type> types) =>
        Constants<RefusalReason>(types, "Refusals", "Reasons").Select(found => (found.Where, found.Value.Code));

    /// <summary>A code that is not kebab-case, or means two things.</summary>
    public static IEnumerable<string> Codes(IEnumerable<(string Where, string Code)> codes)
    {
        var all = codes.ToList();
        return all.Where(entry => !Kebab().IsMatch(entry.Code)).Select(entry => $"{entry.Where}: {entry.Code} is not kebab-case.")
            .Concat(all.GroupBy(entry => entry.Code)
                .Where(same => same.Count() > 1)
                .Select(same => $"{same.Key} stands for {string.Join(" and ", same.Select(entry => entry.Where))}."));
    }

    /// <summary>A refusal without a kind would have no status code.</summary>
    public static IEnumerable<string> Kinds(IEnumerable<Type> types) => Constants<Refusal>(types, "Refusals")
        .Where(found => found.Value.Kind == RefusalKind.Unspecified)
        .Select(found => $"{found.Where} has no kind.");

    /// <summary>An event outlives the wish to be forgotten: it holds no sensitive value, however deep.</summary>
    public static IEnumerable<string> Events(IEnumerable<Type> types) => types
        .Where(type => type.IsSubclassOf(typeof(DomainEvent)))
        .SelectMany(type => SensitivePaths(type, type.Name, []));

    /// <summary>States are sealed records that the runtime can make out of nothing.</summary>
    public static IEnumerable<string> States(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var isEntity = type.IsSubclassOf(typeof(Entity));
            if (type.Name.EndsWith("State", StringComparison.Ordinal) && IsRecord(type) && !isEntity)
                yield return $"{type.Name} does not derive from Entity.";
            if (!isEntity || type.IsAbstract) continue;
            if (!type.IsSealed) yield return $"{type.Name} is not sealed.";
            if (type.GetConstructor(Type.EmptyTypes) is null) yield return $"{type.Name} has no public parameterless constructor.";
        }
    }

    /// <summary>Records never change once made.</summary>
    public static IEnumerable<string> Immutability(IEnumerable<Type> types) => types.Where(IsRecord).SelectMany(type => Properties(type)
        .SelectMany(property => WhyMutable(property).Select(why => $"{type.Name}.{property.Name} {why}.")));

    /// <summary>Enums start with "not yet" at 0, so that a value nobody set is not a wrong one.</summary>
    public static IEnumerable<string> Enums(IEnumerable<Type> types) => types.Where(type => type.IsEnum)
        .Where(type => Enum.GetName(type, Enum.ToObject(type, 0)) is not { } zero || !NotYet().IsMatch(zero))
        .Select(type => $"{type.Name} has no Unspecified, Unknown, None, No... or Not... at 0.");

    private static IEnumerable<(string Where, T Value)> Constants<T>(IEnumerable<Type> types, params string[] endings) where T : class =>
        types
        .Where(type => endings.Any(ending => type.Name.EndsWith(ending, StringComparison.Ordinal)))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.IsInitOnly && field.FieldType == typeof(T))
        .Select(field => ($"{field.DeclaringType!.Name}.{field.Name}", (T)field.GetValue(null)!));

    private static IEnumerable<string> SensitivePaths(Type type, string path, HashSet<Type> seen)
    {
        if (type.IsAssignableTo(typeof(ISensitiveValue))) return [$"{path} is sensitive ({type.Name})."];
        if (!seen.Add(type)) return [];
        var inside = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        var below = type.Assembly == typeof(object).Assembly
            ? [] : Properties(type).Where(property => property.DeclaringType != typeof(object));
        return inside.SelectMany(argument => SensitivePaths(argument, path, seen))
            .Concat(below.SelectMany(property => SensitivePaths(property.PropertyType, $"{path}.{property.Name}", seen)));
    }

    private static IEnumerable<string> WhyMutable(PropertyInfo property)
    {
        if (property.SetMethod is { IsPublic: true } setter && !IsInit(setter)) yield return "can be set after construction";
        if (property.PropertyType.IsArray) yield return "is an array; take an ImmutableArray";
        if (property.PropertyType is { IsGenericType: true } type && Mutable.Contains(type.GetGenericTypeDefinition()))
            yield return "is a collection that can change";
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters().Length == 0);

    [GeneratedRegex("^(Unspecified|Unknown|Undecided|None|No[A-Z].*|Not[A-Z].*)$")]
    private static partial Regex NotYet();

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
