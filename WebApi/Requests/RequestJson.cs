using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Requests;

/// <summary>How bodies are read: exact member names, nothing unknown, nothing twice, no number in quotes, 16 levels at most.</summary>
internal static class RequestJson
{
    public const int MaxDepth = 16;

    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            NumberHandling = JsonNumberHandling.Strict,
            MaxDepth = MaxDepth,
            Converters = { new DayConverter(), new WordConverterFactory() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class DayConverter : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is not JsonTokenType.String ? throw new JsonException()
            : Days.TryParse(reader.GetString(), out var day) ? day
            : throw new FieldValueException("date");

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests are only read.");
    }

    private sealed class WordConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;
    }

    // "Unspecified" (0) is no answer: nobody can send it.
    private sealed class WordConverter<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
    {
        private static readonly Dictionary<string, TEnum> Values = Enum.GetValues<TEnum>()
            .Where(value => !value.Equals(default(TEnum)))
            .ToDictionary(value => KebabCase.From(value.ToString()), StringComparer.Ordinal);

        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is not JsonTokenType.String ? throw new JsonException()
            : Values.TryGetValue(reader.GetString()!, out var value) ? value
            : throw new FieldValueException("choice");

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests are only read.");
    }
}

/// <summary>A value of the right JSON type that means nothing. The serializer adds where it stands.</summary>
internal sealed class FieldValueException(string code) : JsonException
{
    public string Code { get; } = code;
}

/// <summary>Calendar days as people send them.</summary>
internal static class Days
{
    /// <summary>Reads <c>yyyy-MM-dd</c> of the years 1900 to 2199.</summary>
    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day.Year is >= 1900 and < 2200;
}
