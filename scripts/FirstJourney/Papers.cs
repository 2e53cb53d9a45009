using System.Globalization;
using System.Text.Json;

namespace Siskop2mi.FirstJourney;

/// <summary>A person's documents: each type says which fields it asks for (guide L9).</summary>
internal sealed class Papers(World world, Api api, Person person)
{
    private const string Registration = "nurse-registration";

    private Dictionary<string, JsonElement>? types;

    /// <summary>Uploads one document of each type; gives the picks, type to id.</summary>
    public async Task<Dictionary<string, string>> UploadAll(IReadOnlyList<string> wanted)
    {
        Dictionary<string, string> picks = [];
        foreach (var type in wanted)
        {
            List<(string, string)> more = type == Registration ? [("check", await CheckRegistration())] : [];
            if (type == Registration) world.Step("L11", "The number is known: upload the registration");
            else if (picks.Count == 0) world.Step("L9", "Fill in what each type asks for, choose the file, upload");
            picks[type] = await Upload(type, more);
        }

        return picks;
    }

    /// <summary>Uploads a new version; gives its id.</summary>
    public Task<string> Replace(string type, string replaced) => Upload(type, [("replaces", replaced)]);

    private async Task<string> CheckRegistration()
    {
        world.Step("L10", "The number of the registration (STR) is checked before the upload; a wrong one stops it");
        var wrong = new { type = Registration, number = "STR-NOTTHERE-001" };
        await api.Post("/api/v1/documents/number-checks", wrong, 422, Guid.NewGuid().ToString());
        await api.Upload(HttpMethod.Post, "/api/v1/documents", await FieldsOf(Registration), Sample.Scan, 409);
        var right = new { type = Registration, number = RegistrationNumber };
        var check = await api.Post("/api/v1/documents/number-checks", right, 201, Guid.NewGuid().ToString());
        return check.GetProperty("id").GetString()!;
    }

    private string RegistrationNumber => $"STR-VALID-{person.NationalId[^6..]}";

    private async Task<string> Upload(string type, IEnumerable<(string, string)> more)
    {
        var sample = type == "photograph" ? Sample.Photo : Sample.Scan;
        var uploaded = await api.Upload(HttpMethod.Post, "/api/v1/documents", [.. await FieldsOf(type), .. more], sample, 201);
        return uploaded.GetProperty("id").GetString()!;
    }

    private async Task<IReadOnlyList<(string Name, string Value)>> FieldsOf(string code)
    {
        types ??= (await api.Get("/api/v1/document-types")).EnumerateArray().ToDictionary(type => type.GetProperty("code").GetString()!);
        var type = types[code];
        List<(string, string)> fields = [("type", code)];
        if (Asks(type, "number")) fields.Add(("number", NumberOf(code, type)));
        if (Asks(type, "issuedOn")) fields.Add(("issuedOn", code == Registration ? "2017-01-02" : Day(-30)));
        if (Asks(type, "expiresOn")) fields.Add(("expiresOn", Day(300)));
        foreach (var detail in type.GetProperty("details").EnumerateArray().Where(detail => Asks(detail, "demand")))
            fields.Add(($"details.{detail.GetProperty("name").GetString()}", ValueOf(detail)));
        return fields;
    }

    private string NumberOf(string code, JsonElement type) =>
        code == Registration ? RegistrationNumber
        : type.TryGetProperty("numberPattern", out var pattern) && pattern.GetString()?.Contains("16") is true ? person.NationalId
        : $"NO-{code}-001";

    // Four years of work since the registration; a permission comes from somebody else.
    private static string ValueOf(JsonElement detail) => (detail.GetProperty("name").GetString(), Kind(detail)) switch
    {
        ("from", _) => "2018-01-02",
        ("to", _) => "2022-01-01",
        (_, "date") => Day(-30),
        (_, "number") => "1",
        (_, "national-id") => "3204105708700001",
        _ => "Contoh",
    };

    private static string? Kind(JsonElement detail) => detail.TryGetProperty("kind", out var kind) ? kind.GetString() : null;

    private static bool Asks(JsonElement type, string field) => type.GetProperty(field).GetString() == "required";

    private static string Day(int fromToday) =>
        DateOnly.FromDateTime(DateTime.UtcNow).AddDays(fromToday).ToString("O", CultureInfo.InvariantCulture);
}
