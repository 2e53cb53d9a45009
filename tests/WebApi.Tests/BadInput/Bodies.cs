using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>Requests that would be right, for rows to spoil in one place.</summary>
internal static class Bodies
{
    public const string Registrations = "/api/v1/registrations";
    public const string Documents = "/api/v1/documents";

    private const string SomeNationalId = "3204105708951234";

    /// <summary>A registration as JSON, with one member set to this JSON.</summary>
    public static string Registration(string name, string json)
    {
        var members = new Dictionary<string, string>
        {
            ["nationalId"] = $"\"{SomeNationalId}\"",
            ["fullName"] = "\"Siti\"",
            ["motherName"] = "\"Ibu\"",
            ["consentVersion"] = "\"1\"",
            [name] = json,
        };
        return $"{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}"))}}}";
    }

    /// <summary>A registration of somebody new, with one member set to this text.</summary>
    public static string NewRegistration(string name, string text) =>
        Registration(name, Quoted(text)).Replace(SomeNationalId, People.NewNationalId(), StringComparison.Ordinal);

    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    public static Func<HttpContent> Json(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public static Func<HttpContent> Json(object body) => Bytes(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web));

    public static Func<HttpContent> Bytes(byte[] bytes, string? contentType = "application/json") => () => Caller.Raw(bytes, contentType);

    /// <summary>Somebody nobody knows registers with this body.</summary>
    public static Sending Register(this Stage stage, string body, params string[] unspoken) =>
        new(stage.Stranger, Registrations) { Method = HttpMethod.Post, Content = Json(body), Unspoken = unspoken };

    /// <summary>The applicant answers the last step of the draft with this body, having seen an older version.</summary>
    public static Sending LastStep(this Stage stage, string body, params string[] unspoken) =>
        new(stage.Applicant, $"/api/v1/applications/{stage.Draft}/last-step")
        {
            Method = HttpMethod.Put,
            Content = Json(body),
            Headers = [("If-Match", "\"0\"")],
            Unspoken = unspoken,
        };

    /// <summary>A body with some values replaced, by JSON pointer.</summary>
    public static JsonNode With(object body, params IEnumerable<(string Pointer, string Value)> changes)
    {
        var whole = JsonSerializer.SerializeToNode(body, JsonSerializerOptions.Web)!;
        foreach (var (pointer, value) in changes)
        {
            var steps = pointer.Split('/');
            var node = steps[1..^1].Aggregate(whole, Below);
            node[steps[^1]] = value;
        }

        return whole;
    }

    /// <summary>What stands at a JSON pointer.</summary>
    public static JsonNode At(this JsonNode whole, string pointer) => pointer.Split('/')[1..].Aggregate(whole, Below);

    /// <summary>Somebody with no profile yet saves one step of it.</summary>
    public static Sending Saving(this Caller person, string step, object body, params string[] unspoken) =>
        new(person, $"{Profiles.Path}/{step}")
        {
            Method = HttpMethod.Put,
            Content = Json(body),
            Headers = [("If-Match", "\"0\"")],
            Unspoken = unspoken,
        };

    public static T Pick<T>(this Random random, params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public static string Digits(this Random random, int count) => random.GetString("0123456789", count);

    private static JsonNode Below(JsonNode node, string step) => int.TryParse(step, out var index) ? node[index]! : node[step]!;
}
