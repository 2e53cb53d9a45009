using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Requests;

/// <summary>Reads JSON bodies in three steps, each with its own answer: is it JSON, is its text clean, is it what we ask for.</summary>
internal static partial class JsonBody
{
    public const int MaxBytes = 64 * 1024;

    public static async Task<T> ReadAsync<T>(HttpContext context) where T : class
    {
        if (!IsJson(context.Request.ContentType)) throw Bad(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
        var bytes = await ReadBytes(context);
        using var document = Parse(bytes);
        CheckText(document.RootElement, "");
        CheckMembers(document.RootElement, RequestJson.Options.GetTypeInfo(typeof(T)), "");
        try
        {
            return document.RootElement.Deserialize<T>(RequestJson.Options)!;
        }
        catch (FieldValueException wrong)
        {
            throw new ProblemException(
                Problem.OfFields(StatusCodes.Status422UnprocessableEntity, new FieldError(PointerOf(wrong.Path), wrong.Code)));
        }
        catch (JsonException wrong)
        {
            throw new ProblemException(Problem.OfFields(StatusCodes.Status400BadRequest, [new FieldError(PointerOf(wrong.Path), "type")]));
        }
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<byte[]> ReadBytes(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return buffer.ToArray();
    }

    private static JsonDocument Parse(byte[] bytes)
    {
        try
        {
            if (!Utf8.IsValid(bytes)) throw Bad(StatusCodes.Status400BadRequest, ProblemCodes.MalformedBody);
            var document = JsonDocument.Parse(
                bytes, new JsonDocumentOptions { MaxDepth = RequestJson.MaxDepth, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind is JsonValueKind.Object) return document;
            document.Dispose();
            throw Bad(StatusCodes.Status400BadRequest, ProblemCodes.MalformedBody);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw Bad(StatusCodes.Status400BadRequest, ProblemCodes.MalformedBody);
        }
    }

    // PostgreSQL keeps no NUL, and half a surrogate pair is no text: both would fail later and deeper.
    private static void CheckText(JsonElement element, string pointer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) CheckText(member.Value, $"{pointer}/{SafeName(member)}");
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index()) CheckText(item, $"{pointer}/{index}");
                break;
            case JsonValueKind.String when !IsText(element):
                throw new ProblemException(new Problem(StatusCodes.Status422UnprocessableEntity, ProblemCodes.Validation)
                {
                    Errors = [new FieldError(pointer, "text-characters")],
                });
        }
    }

    private static bool IsText(JsonElement element)
    {
        try
        {
            return !element.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void CheckMembers(JsonElement element, JsonTypeInfo type, string pointer)
    {
        if (type.Kind is JsonTypeInfoKind.Object && element.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                var known = type.Properties.FirstOrDefault(property => member.NameEquals(property.Name));
                if (known is null) throw Bad(StatusCodes.Status400BadRequest, ProblemCodes.UnknownField, $"{pointer}/{SafeName(member)}");
                CheckMembers(member.Value, RequestJson.Options.GetTypeInfo(known.PropertyType), $"{pointer}/{member.Name}");
            }
        }
        else if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } itemType } && element.ValueKind is JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
                CheckMembers(item, RequestJson.Options.GetTypeInfo(itemType), $"{pointer}/{index}");
        }
    }

    // The name of a member is the caller's text too: only a name that could be one of ours is repeated.
    private static string SafeName(JsonProperty member)
    {
        try
        {
            return PlainName().IsMatch(member.Name) ? member.Name : "?";
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static string PointerOf(string? path) =>
        path is null or "$" ? "" : PathPart().Replace(path[1..], match => $"/{match.Groups["name"].Value}{match.Groups["index"].Value}");

    private static ProblemException Bad(int status, string code, string? pointer = null) =>
        new(new Problem(status, code) { Errors = pointer is null ? [] : [new FieldError(pointer, code)] });

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,39}\z")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"\.(?<name>[A-Za-z0-9_-]+)|\[(?<index>[0-9]+)\]|\['(?<name>[^']*)'\]")]
    private static partial Regex PathPart();
}
