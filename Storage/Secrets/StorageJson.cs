using System.Text.Json;
using System.Text.Json.Serialization;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Secrets;

/// <summary>
/// JSON as it reaches the disk: the domain's conventions, with each sensitive value as
/// <c>{"enc":"keyId:base64(nonce|ciphertext|tag)","ix":"base64url"}</c>.
/// </summary>
public sealed class StorageJson
{
    /// <summary>The table that events are bound to; their key is <c>kind/key</c> of the grain.</summary>
    internal const string EventRow = "event";

    // (De)serialisation is synchronous, so the row of the moment can be kept by thread.
    [ThreadStatic]
    private static Row? current;

    private readonly JsonSerializerOptions options;

    /// <summary>Encrypts under the keys of a ring.</summary>
    public StorageJson(KeyRing ring) => options = DomainJson.Create(new SensitiveValues(ring));

    /// <summary>JSON of a value that belongs to a row.</summary>
    public byte[] Write(string table, string key, object value, Type type)
    {
        var outer = Enter(table, key);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, type, options);
        }
        finally
        {
            current = outer;
        }
    }

    /// <summary>The value of a row.</summary>
    /// <exception cref="JsonException">It is no such value.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A sensitive value in it does not open here.</exception>
    public T Read<T>(string table, string key, ReadOnlySpan<byte> content)
    {
        var outer = Enter(table, key);
        try
        {
            return JsonSerializer.Deserialize<T>(content, options) ?? throw new JsonException("The stored value is null.");
        }
        finally
        {
            current = outer;
        }
    }

    internal object? Read(string table, string key, string content, Type type)
    {
        var outer = Enter(table, key);
        try
        {
            return JsonSerializer.Deserialize(content, type, options);
        }
        finally
        {
            current = outer;
        }
    }

    private static Row? Enter(string table, string key)
    {
        var outer = current;
        current = new Row(table, key);
        return outer;
    }

    private sealed class SensitiveValues(KeyRing ring) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeof(ISensitiveValue).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), ring)!;
    }

    private sealed class Converter<T>(KeyRing ring) : JsonConverter<T> where T : ISensitiveValue<T>
    {
        private readonly BlindIndex index = new(ring);

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A sensitive value is not sealed.");
            string? box = null;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var isBox = reader.ValueTextEquals("enc"u8);
                reader.Read();
                if (isBox) box = reader.GetString();
                else reader.Skip();
            }

            return T.Restore(SealedValue.Open(ring, Here(), T.Purpose, box ?? throw new JsonException("A sensitive value is not sealed.")));
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var plain = value.Reveal();
            writer.WriteStartObject();
            writer.WriteString("enc"u8, SealedValue.Seal(ring, Here(), T.Purpose, plain));
            writer.WriteString("ix"u8, index.Of(T.Purpose, plain));
            writer.WriteEndObject();
        }

        private static Row Here() => current ?? throw new InvalidOperationException("A sensitive value is only written as part of a row.");
    }
}
