using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Siskop2mi.Domain.Tests.Primitives;

/// <summary>Makes records with something in every place, and compares them place by place, through every collection.</summary>
internal static class Filled
{
    /// <summary>What sensitive values are filled with. None of it occurs in any other filled value.</summary>
    public static readonly ImmutableDictionary<Type, string> Secrets = ImmutableDictionary<Type, string>.Empty
        .Add(typeof(NationalId), "3578025708980002")
        .Add(typeof(MotherName), "Ratnawati Kusuma")
        .Add(typeof(EmailAddress), "planted.secret@example.org")
        .Add(typeof(MobileNumber), "+6281234567890")
        .Add(typeof(DocumentNumber), "planted-document-number")
        .Add(typeof(DocumentDetail), "planted-document-detail")
        .Add(typeof(AccountSecret), "planted-hash-or-stamp");

    /// <summary>Every record of the domain that is not abstract, generic, or itself a sensitive value.</summary>
    public static IEnumerable<Type> Records => typeof(Entity).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false, IsPublic: true }
            && type.GetMethod("<Clone>$") is not null)
        .Where(type => !typeof(ISensitiveValue).IsAssignableFrom(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    public static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying);
        if (Secrets.TryGetValue(type, out var secret)) return Restore(type, secret);
        if (type.IsEnum) return Enum.GetValues(type).Cast<object>().Last();
        if (type == typeof(DomainEvent)) return new MailSent(3);
        if (type == typeof(HoldingBook)) return HoldingBook.Empty; // rows of their own, never in the JSON
        if (Simple(type) is { } simple) return simple;
        return type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? Collection(type) : Record(type);
    }

    /// <summary>The places that JSON carries, with their values.</summary>
    public static IEnumerable<(string Name, object? Value)> Places(object record) => record.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
        .Select(property => (property.Name, property.GetValue(record)));

    public static bool Same(object? one, object? other) => (one, other) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (ISensitiveValue a, ISensitiveValue b) => a.GetType() == b.GetType() && a.Reveal() == b.Reveal(),
        (string or DateTimeOffset or DateOnly or Enum or ValueType, _) when one is not IEnumerable && !IsPair(one) => one.Equals(other),
        (string, _) => one.Equals(other),
        (IEnumerable a, IEnumerable b) => SameItems(a.Cast<object>().ToList(), b.Cast<object>().ToList()),
        _ => one.GetType() == other.GetType()
            && Places(one).Zip(Places(other)).All(pair => Same(pair.First.Value, pair.Second.Value)),
    };

    public static object Restore(Type type, string plain) => type.GetMethod("Restore")!.Invoke(null, [plain])!;

    // Of a map: its value may be a record that compares its own collections by reference.
    private static bool IsPair(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool SameItems(List<object> one, List<object> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second));

    private static object? Simple(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(int) ? 7
        : type == typeof(long) ? 5_000_000_000L
        : type == typeof(bool) ? true
        : type == typeof(DateOnly) ? new DateOnly(2024, 2, 29)
        : type == typeof(TimeOnly) ? new TimeOnly(9, 30)
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 3, 2, 3, 4, 5, 678, TimeSpan.Zero)
        : type == typeof(TimeSpan) ? TimeSpan.FromMinutes(5)
        : null;

    private static object Collection(Type type)
    {
        var item = type.GetGenericArguments()[0];
        var name = type.GetGenericTypeDefinition().Name;
        if (name.StartsWith("ImmutableSortedDictionary", StringComparison.Ordinal))
            return Map(type.GetGenericArguments()[1]);
        var factory = name.StartsWith("ImmutableHashSet", StringComparison.Ordinal) ? typeof(ImmutableHashSet) : typeof(ImmutableArray);
        var items = Array.CreateInstance(item, 1);
        items.SetValue(Of(item), 0);
        var create = factory.GetMethods().Single(
            method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true }]);
        return create.MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static object Map(Type value)
    {
        var empty = typeof(ImmutableSortedDictionary<,>).MakeGenericType(typeof(string), value).GetField("Empty")!.GetValue(null)!;
        var add = empty.GetType().GetMethod("Add", [typeof(string), value])!;
        return add.Invoke(add.Invoke(empty, ["key-1", Of(value)]), ["key-2", Of(value)])!;
    }

    private static object Record(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} cannot be filled: teach Filled how.");
        var record = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
            property.SetValue(record, Of(property.PropertyType));
        return record;
    }

    /// <summary>The fresh instance of a record that nobody filled, where its constructor asks for nothing.</summary>
    public static object? Unfilled(Type type) =>
        type.GetConstructor(Type.EmptyTypes) is null ? null : RuntimeHelpers.GetUninitializedObject(type);
}
