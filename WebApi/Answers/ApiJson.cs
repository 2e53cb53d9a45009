using System.Text.Json;
using System.Text.Json.Serialization;

namespace Siskop2mi.WebApi.Answers;

/// <summary>
/// How answers are written: camelCase, nothing for null. Enum members never appear: answers hold words (<see cref="Words"/>).
/// </summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    internal static void Apply(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
    }
}

/// <summary>Words for enum members: <c>DocumentsVerified</c> is <c>documents-verified</c>.</summary>
internal static class Words
{
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => Domain.Primitives.KebabCase.From(value.ToString());
}
