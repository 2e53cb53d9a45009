using System.Text.Json;
using System.Text.Json.Serialization;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// JSON of the domain's records: camelCase, enums as kebab-case words, sensitive values in plain. It carries calls between
/// silos and copies in tests; it never reaches a disk, a log or a client. The storage derives its own, which encrypts.
/// </summary>
public static class DomainJson
{
    /// <summary>The shared options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create(new PlainSensitiveValues());

    /// <summary>The same conventions with another way of writing sensitive values.</summary>
    public static JsonSerializerOptions Create(JsonConverterFactory sensitiveValues)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            Converters = { sensitiveValues, new OrdinalMapJson(), new JsonStringEnumConverter(
                JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
            TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class PlainSensitiveValues : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeof(ISensitiveValue).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

        private sealed class Converter<T> : JsonConverter<T> where T : ISensitiveValue<T>
        {
            public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                T.Restore(reader.GetString() ?? throw new JsonException());

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
                writer.WriteStringValue(value.Reveal());
        }
    }
}
