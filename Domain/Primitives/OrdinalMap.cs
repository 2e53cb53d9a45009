using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// Maps whose keys are codes. The framework's default compares text by the culture of the moment, for which a code with an
/// invisible hyphen is the same key; codes are the same only when they are so letter by letter.
/// </summary>
public static class OrdinalMap
{
    /// <summary>A map of nothing.</summary>
    public static ImmutableSortedDictionary<string, T> Empty<T>() =>
        ImmutableSortedDictionary<string, T>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>A map of entries with different keys.</summary>
    public static ImmutableSortedDictionary<string, T> Of<T>(IEnumerable<KeyValuePair<string, T>> entries) => Empty<T>().AddRange(entries);
}

/// <summary>Reads maps as ordinal ones; refuses a key that comes twice.</summary>
internal sealed class OrdinalMapJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>)
        && typeToConvert.GetGenericArguments()[0] == typeof(string);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()[1]))!;

    private sealed class Converter<T> : JsonConverter<ImmutableSortedDictionary<string, T>> where T : notnull
    {
        public override ImmutableSortedDictionary<string, T> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType is not JsonTokenType.StartObject) throw new JsonException();
            var map = OrdinalMap.Empty<T>().ToBuilder();
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                reader.Read();
                var value = JsonSerializer.Deserialize<T>(ref reader, options) ?? throw new JsonException("A value of a map is null.");
                if (!map.TryAdd(key, value)) throw new JsonException("A key of a map comes twice.");
            }

            return map.ToImmutable();
        }

        public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, item) in value)
            {
                writer.WritePropertyName(key);
                JsonSerializer.Serialize(writer, item, options);
            }

            writer.WriteEndObject();
        }
    }
}
