using System.Reflection;

namespace Siskop2mi.House.Tests.Contracts;

/// <summary>Writes the public surface of an assembly as text, one line a type or member, in an order that does not move.</summary>
public static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Prepend(Header(type))),
    ];

    private static string Header(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => $"enum : {Name(Enum.GetUnderlyingType(type))}",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var parents = type.GetInterfaces().Select(Name).ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType) parents.Add(Name(parent));
        var list = type.IsEnum ? "" : string.Join(", ", parents.Order(StringComparer.Ordinal));
        return $"{kind} {type.Namespace}.{Name(type)}{(list.Length > 0 ? " : " + list : "")}";
    }

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(
            name => $"  {name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}")
        : type.GetMembers(Declared).Where(IsVisible).Select(Line).OfType<string>();

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor => $"  {Access(constructor)} constructor({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when !method.Name.StartsWith('<') =>
            $"  {Access(method)} {Name(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter))} "
            + $"{method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo property =>
            $"  {Access(property.GetAccessors(true)[0])} {Name(property.PropertyType)}{Mark(Nullability.Create(property))} "
            + $"{property.Name} {{ {Accessors(property)} }}",
        FieldInfo { IsSpecialName: false } field =>
            $"  {(field.IsLiteral ? "const" : field.IsInitOnly ? "readonly" : "field")} {Name(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static string Access(MethodBase method) => string.Concat(
        method.IsPublic ? "public" : method.IsFamilyOrAssembly ? "protected internal" : "protected",
        method.IsStatic ? " static" : "",
        method is { IsAbstract: true, DeclaringType.IsInterface: false } ? " abstract" : "",
        method is { IsVirtual: true, IsFinal: false, IsAbstract: false } ? " virtual" : "");

    private static string Accessors(PropertyInfo property) =>
        string.Join(" ", property.GetAccessors(true).Where(IsVisible).Select(accessor =>
        accessor.ReturnType != typeof(void) ? "get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init;" : "set;"));

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.Position == 0 && method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)) ? "this " : "")
        + $"{Name(parameter.ParameterType)}{Mark(Nullability.Create(parameter))} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : "")));

    private static string Generics(MethodInfo method) => method.IsGenericMethod
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name + Constraints(argument)))}>"
        : "";

    private static string Constraints(Type argument) =>
        argument.GetGenericParameterConstraints() is { Length: > 0 } types ? " : " + string.Join(" & ", types.Select(Name)) : "";

    private static string Mark(NullabilityInfo info) => info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "";

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value) + "?";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
