using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Siskop2mi.FirstApplication;

/// <summary>The applicant's side of the way.</summary>
internal sealed partial class ApplicantSteps(Uri server, Person person) : IDisposable
{
    private const string Vacancy = "ijepa-16-careworker";
    private const string Office = "bp3mi-jawa-barat";

    private readonly Api api = new(server);

    /// <summary>From a new account to the receipt; gives the id of the application.</summary>
    public async Task<string> ApplyUntilSubmitted()
    {
        await OpenAccount();
        await LogIn();
        await FillProfile();
        var applicationId = await StartApplication();
        await UploadAndPick(applicationId);
        await Submit(applicationId);
        return applicationId;
    }

    /// <summary>After the officer's decision; logs in again, as one would on another day.</summary>
    public async Task SeeVerified(string applicationId)
    {
        await LogIn();
        Step("The applicant looks at the application and its timeline");
        var status = (await api.Get($"/api/v1/applications/{applicationId}")).GetProperty("data").GetProperty("status").GetString();
        if (status != "documents-verified") throw new UnexpectedAnswerException($"The application is {status}, not documents-verified.");
        await api.Get($"/api/v1/applications/{applicationId}/timeline");
    }

    public void Dispose() => api.Dispose();

    private async Task OpenAccount()
    {
        Step("Register: NIK, name and mother's name are checked with the civil registry");
        var registration = await api.Post(
            "/api/v1/registrations", new { person.NationalId, person.FullName, person.MotherName, ConsentVersion = "2026-01" }, 201);
        var id = registration.GetProperty("data").GetProperty("id").GetString();
        Step("Choose e-mail, mobile number and password");
        var credentials = new { person.Email, person.Mobile, person.Password, activateBy = "sms" };
        await api.Post($"/api/v1/registrations/{id}/credentials", credentials, 202);
        Step("Type the code from the text message");
        var code = await ActivationCode();
        await api.Post($"/api/v1/registrations/{id}/activation", new { code }, 200);
    }

    private async Task<string> ActivationCode()
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var texts = await api.Get($"/dev/sms?to={Uri.EscapeDataString(person.Mobile)}");
            foreach (var text in texts.EnumerateArray())
            {
                if (SixDigits().Match(text.GetProperty("text").GetString()!) is { Success: true } code) return code.Value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        throw new UnexpectedAnswerException("No activation code came within 30 seconds.");
    }

    private async Task LogIn()
    {
        Step("Log in");
        var session = await api.Post("/api/v1/sessions", new { login = person.Mobile, password = person.Password, mode = "bearer" }, 200);
        api.UseToken(session.GetProperty("data").GetProperty("accessToken").GetString()!);
    }

    private async Task FillProfile()
    {
        Step("Fill the profile, step by step");
        await api.Get("/api/v1/regions/districts/32.04.09/villages");
        await api.Get("/api/v1/applicants/me/profile");
        var tag = api.ETag!;
        foreach (var (step, body) in Profile.StepsOf(person))
        {
            await api.Put($"/api/v1/applicants/me/profile/{step}", body, tag);
            tag = api.ETag!;
        }

        await api.Upload("/api/v1/applicants/me/photo", [], "photo.jpg", Sample("photo.jpg"), "image/jpeg", HttpMethod.Put, 200);
    }

    private async Task<string> StartApplication()
    {
        Step("Find the vacancies in Japan and begin an application");
        await api.Get("/api/v1/vacancies?country=JP");
        var application = await api.Post("/api/v1/applications", new { vacancyId = Vacancy }, 201);
        var id = application.GetProperty("data").GetProperty("id").GetString()!;
        Step("Sending it too early is refused, with everything that is missing, in order");
        await api.Post($"/api/v1/applications/{id}/submission", null, 409, Guid.NewGuid().ToString());
        return id;
    }

    private async Task UploadAndPick(string applicationId)
    {
        Step("Upload the required documents to the wallet");
        var required = (await api.Get($"/api/v1/vacancies/{Vacancy}")).GetProperty("data").GetProperty("requiredDocuments").EnumerateArray()
            .Where(document => !document.GetProperty("optional").GetBoolean()).Select(document => document.GetProperty("type").GetString()!)
                .ToList();
        var types = (await api.Get("/api/v1/document-types")).GetProperty("data").EnumerateArray()
            .ToDictionary(type => type.GetProperty("code").GetString()!);
        Dictionary<string, string> picked = [];
        foreach (var type in required)
        {
            var (file, mediaType) = type == "photograph" ? ("photo.jpg", "image/jpeg") : ("scan.pdf", "application/pdf");
            var uploaded = await api.Upload("/api/v1/documents", FieldsOf(types[type]), file, Sample(file), mediaType);
            picked[type] = uploaded.GetProperty("data").GetProperty("id").GetString()!;
        }

        Step("Pick them for the application, and answer the last step");
        await api.Get($"/api/v1/applications/{applicationId}");
        await api.Put($"/api/v1/applications/{applicationId}/documents", new { documents = picked }, api.ETag!);
        var lastStep = new { officeId = Office, needsPassportRecommendation = true, message = "Mohon diproses, terima kasih." };
        await api.Put($"/api/v1/applications/{applicationId}/last-step", lastStep, api.ETag!);
    }

    private async Task Submit(string applicationId)
    {
        Step("Send the application; a second click with the same key gets the same receipt");
        var key = Guid.NewGuid().ToString();
        var first = await api.Post($"/api/v1/applications/{applicationId}/submission", null, 200, key);
        var second = await api.Post($"/api/v1/applications/{applicationId}/submission", null, 200, key);
        if (first.GetProperty("data").GetRawText() != second.GetProperty("data").GetRawText())
            throw new UnexpectedAnswerException("The two receipts differ.");
    }

    private IEnumerable<(string Name, string Value)> FieldsOf(JsonElement type)
    {
        var code = type.GetProperty("code").GetString()!;
        yield return ("type", code);
        if (Asks(type, "number"))
            yield return ("number", type.GetProperty("numberPattern").GetString() is { } pattern && pattern.Contains("16")
                ? person.NationalId : $"NO-{code}-001");
        if (Asks(type, "issuedOn"))
            yield return ("issuedOn", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-30).ToString("O", CultureInfo.InvariantCulture));
        if (Asks(type, "expiresOn"))
            yield return ("expiresOn", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(300).ToString("O", CultureInfo.InvariantCulture));
        foreach (var detail in type.GetProperty("details").EnumerateArray())
        {
            if (detail.GetProperty("demand").GetString() == "required")
                yield return ($"details.{detail.GetProperty("name").GetString()}", DetailOf(detail.GetProperty("kind").GetString()));
        }
    }

    // The NIK is that of the one who gives the permission.
    private static string DetailOf(string? kind) => kind switch
    {
        "date" => "2024-05-31",
        "whole-number" => "12",
        "decimal" => "3.75",
        "national-id" => "3201011708950001",
        _ => "Contoh",
    };

    private static bool Asks(JsonElement type, string field) => type.GetProperty(field).GetString() == "required";

    private static byte[] Sample(string name)
    {
        using var stream = typeof(ApplicantSteps).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static void Step(string words) => Console.WriteLine($"\n== {words}");

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex SixDigits();
}
