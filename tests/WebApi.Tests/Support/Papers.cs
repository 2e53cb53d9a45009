using System.Net.Http.Headers;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>Files and forms to upload.</summary>
internal static class Papers
{
    public static readonly byte[] Pdf = SamplePdf.Plain;

    public static readonly byte[] Jpeg = SampleJpeg.Baseline;

    public static readonly byte[] Png = SamplePng.Plain;

    /// <summary>A form whose file comes last, as a browser sends it.</summary>
    public static MultipartFormDataContent Upload(
        IEnumerable<(string Name, string Value)> fields, byte[] file, string fileName, string mediaType = "application/octet-stream")
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{fileName}\"");
        form.Add(content);
        return form;
    }

    /// <summary>Puts a valid document of a type into the wallet.</summary>
    public static async Task<Reply> AddDocument(
        this Caller caller, string type, byte[]? file = null, string fileName = "scan.pdf", string? key = null)
    {
        var fields = await caller.FieldsOf(type);
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];
        return await caller.Send(HttpMethod.Post, "/api/v1/documents", Upload(fields, file ?? Pdf, fileName), headers);
    }

    /// <summary>Valid fields for a type, by what the server says it asks for.</summary>
    public static async Task<List<(string Name, string Value)>> FieldsOf(this Caller caller, string code, string? number = null)
    {
        var type = (await caller.Get("/api/v1/document-types")).Is(200).Data.EnumerateArray().Single(
            entry => entry.GetProperty("code").GetString() == code);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        List<(string, string)> fields = [("type", code)];
        if (Asks("number")) fields.Add(("number", number ?? NumberOf(type)));
        if (Asks("issuedOn")) fields.Add(("issuedOn", today.AddDays(-30).ToString("yyyy-MM-dd")));
        if (Asks("expiresOn")) fields.Add(("expiresOn", today.AddDays(300).ToString("yyyy-MM-dd")));
        foreach (var detail in type.GetProperty("details").EnumerateArray().Where(
            detail => detail.GetProperty("demand").GetString() == "required"))
            fields.Add(($"details.{detail.GetProperty("name").GetString()}", DetailOf(detail.GetProperty("kind").GetString()!)));
        return fields;

        bool Asks(string field) => type.GetProperty(field).GetString() == "required";
    }

    /// <summary>Has a number checked, and uploads the document that rests on it.</summary>
    public static async Task<Reply> AddChecked(
        this Caller caller, string number, (string Name, string Value)[]? more = null, int status = 201)
    {
        var check = (await caller.Post("/api/v1/documents/number-checks", new { type = "nurse-registration", number })).Is(status);
        var fields = await caller.FieldsOf("nurse-registration", number);
        fields.Add(("check", check.Data.GetProperty("id").GetString()!));
        fields.AddRange(more ?? []);
        return await caller.Send(HttpMethod.Post, "/api/v1/documents", Upload(fields, Pdf, "str.pdf"));
    }

    private static string NumberOf(System.Text.Json.JsonElement type) => type.GetProperty("numberPattern").GetString() switch
    {
        null => "NO-001/2026",
        var pattern when System.Text.RegularExpressions.Regex.IsMatch("3204105708951234", pattern) => "3204105708951234",
        _ => "C1234567",
    };

    private static string DetailOf(string kind) => kind switch
    {
        "date" => "2024-05-31",
        "whole-number" => "12",
        "decimal" => "3.75",
        "national-id" => "3201011708950001",
        _ => "Contoh",
    };

    /// <summary>Goes from a fresh applicant to a submitted application at an office.</summary>
    public static async Task<string> Submitted(this Caller applicant, string office = "bp3mi-jawa-barat")
    {
        var id = await applicant.Drafted(office);
        (await applicant.Post($"/api/v1/applications/{id}/submission", null, ("Idempotency-Key", Guid.NewGuid().ToString()))).Is(200);
        return id;
    }

    /// <summary>A draft with everything it needs.</summary>
    public static async Task<string> Drafted(this Caller applicant, string office = "bp3mi-jawa-barat")
    {
        await applicant.FillProfile();
        var started = (await applicant.Post("/api/v1/applications", new { vacancyId = "ijepa-16-careworker" })).Is(201);
        var id = started.Data.GetProperty("id").GetString()!;
        Dictionary<string, string> picks = [];
        foreach (var type in await applicant.RequiredTypes())
            picks[type] = (
                await applicant.AddDocument(type, type == "photograph" ? Jpeg : Pdf, type == "photograph" ? "foto.jpg" : "scan.pdf"))
                .Is(201).Data.GetProperty("id").GetString()!;
        var picked = (await applicant.Put($"/api/v1/applications/{id}/documents", new { documents = picks }, ("If-Match", started.Tag!)))
            .Is(200);
        var lastStep = new { officeId = office, needsPassportRecommendation = true, message = "Terima kasih." };
        (await applicant.Put($"/api/v1/applications/{id}/last-step", lastStep, ("If-Match", picked.Tag!))).Is(200);
        return id;
    }

    private static async Task<List<string>> RequiredTypes(this Caller caller) =>
        [.. (await caller.Get("/api/v1/vacancies/ijepa-16-careworker")).Is(200).Data.GetProperty("requiredDocuments").EnumerateArray()
            .Where(document => !document.GetProperty("optional").GetBoolean())
            .Select(document => document.GetProperty("type").GetString()!)];
}
