using System.Text.Json;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

/// <summary>The steps of which "I have none" is an answer, and what they add up to.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class HistoryTests(FrontDoorFixture door)
{
    private static readonly object Job = new
    {
        jobTitle = "Perawat",
        company = "Rumah Sakit Contoh",
        employmentType = "full-time",
        locationType = "domestic",
        location = "Bandung",
        startedOn = "2022-01-03",
        isCurrent = true,
    };

    [Fact]
    public async Task Seven_steps_make_a_complete_profile()
    {
        using var person = await door.Applicant();
        var empty = (await person.Get(Profiles.Path)).Is(200);
        Assert.Equal((0, "incomplete", "Belum Terverifikasi"), Badge(empty));
        Assert.Equal(
            ["photo", "biodata", "education", "work", "training", "certification", "skills"],
            Steps(empty).Select(step => step.GetProperty("step").GetString()));
        Assert.All(Steps(empty), step => Assert.False(step.GetProperty("isComplete").GetBoolean()));
        Assert.Equal("/api/v1/applicants/me/profile/work", Steps(empty)[3].GetProperty("missing")[0].GetProperty("fix").GetString());

        (await person.SaveStep("biodata", Profiles.Biodata)).Is(200);
        foreach (var step in new[] { "training", "certification", "skills" }) (await person.SaveStep(step, Profiles.None)).Is(200);
        (await person.SaveStep("education", new { hasNone = false, entries = new[] { Ners() } })).Is(200);
        var almost = (await person.SaveStep("work", new { hasNone = false, entries = new[] { Job } })).Is(200);
        Assert.Equal(86, Badge(almost).Percent);
        var full = (await person.Send(
            HttpMethod.Put, "/api/v1/applicants/me/photo", Papers.Upload([], Papers.Jpeg, "foto.jpg"), ("Accept-Language", "en"))).Is(200);
        Assert.Equal((100, "complete", "Profile complete"), Badge(full));
    }

    [Fact]
    public async Task What_is_missing_to_apply_names_the_place_to_mend_it()
    {
        using var person = await door.Applicant();
        Assert.Equal(
            ["/biodata", "/parents", "/emergency-contacts"],
            Missing(await person.Get(Profiles.Path)).Select(fix => fix[Profiles.Path.Length..]));
        var started = (await person.Post("/api/v1/applications", new { vacancyId = "ijepa-16-careworker" })).Is(201);
        var id = started.Data.GetProperty("id").GetString();
        var refused = (await person.Post($"/api/v1/applications/{id}/submission", null, ("Idempotency-Key", "first-try"))).Is(409);
        var errors = refused.Json.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal("/api/v1/applicants/me/profile/biodata", errors[0].GetProperty("fix").GetString());
        Assert.Equal(
            $"/api/v1/applications/{id}/last-step",
            errors.Single(error => error.GetProperty("code").GetString() == "last-step-missing").GetProperty("fix").GetString());
        await person.FillProfile();
        Assert.Empty(Missing(await person.Get(Profiles.Path)));
    }

    [Fact]
    public async Task An_entry_is_shown_as_it_was_sent()
    {
        using var person = await door.Applicant();
        var reply = (await person.SaveStep("education", new { hasNone = false, entries = new[] { Ners() } })).Is(200);
        var entry = reply.Data.GetProperty("education").GetProperty("entries")[0];
        Assert.Equal(
            ("profession", "nursing", 2020, 2021),
            (entry.GetProperty("level").GetString(), entry.GetProperty("field").GetString(), entry.GetProperty("startYear").GetInt32(),
                entry.GetProperty("graduationYear").GetInt32()));
        var primary = new { level = "primary", institution = "SD Contoh", startYear = 2002, graduationYear = 2008 };
        (await person.SaveStep("education", new { hasNone = false, entries = new object[] { Ners(), primary } })).Is(200);
        var tags = new[] { "Memasak", "Perawatan lansia" };
        var skills = (await person.SaveStep("skills", new { hasNone = false, entries = tags })).Is(200).Data.GetProperty("skills");
        Assert.Equal(tags, skills.GetProperty("entries").EnumerateArray().Select(tag => tag.GetString()));
        var languages = (await person.SaveStep("languages", new { languages = new[] { new { language = "ja", level = "N5" } } })).Is(200);
        Assert.Equal("N5", languages.Data.GetProperty("languages")[0].GetProperty("level").GetString());
    }

    [Theory]
    [InlineData("work", """{}""", 400, "/hasNone field-required")]
    [InlineData("work", """{"hasNone":false,"entries":[null]}""", 400, "/entries/0 field-required")]
    [InlineData("skills", """{"hasNone":true,"entries":["Memasak"]}""", 422, "/entries none-with-entries")]
    [InlineData("skills", """{"hasNone":false,"entries":["Memasak","memasak"]}""", 422, "/entries/1 duplicate-item")]
    [InlineData("education", """{"hasNone":false,"entries":[{"level":"ners"}]}""", 422, "/entries/0/level choice")]
    [InlineData("languages", """{"languages":[{"language":"jp","level":"A1"}]}""", 422, "/languages/0/language language-code")]
    [InlineData("languages", """{"languages":[{"language":"en","level":"N5"}]}""", 422, "/languages/0/level language-level")]
    [InlineData(
        "certification",
        """{"hasNone":false,"entries":[{"programme":"a","certifyingBody":"b","issuedOn":"2024-01-02","expiresOn":"2024-01-01"}]}""", 422,
        "/entries/0/expiresOn expires-before-issue")]
    [InlineData(
        "certification",
        """{"hasNone":false,"entries":[{"programme":"a","certifyingBody":"b","issuedOn":"2024-01-02","proofDocumentId":"../x"}]}""", 422,
        "/entries/0/proofDocumentId proof-not-found")]
    public async Task What_does_not_fit_is_refused(string step, string body, int status, string error)
    {
        using var person = await door.Applicant();
        var content = Caller.Raw([.. body.Select(letter => (byte)letter)], "application/json");
        var reply = await person.Send(HttpMethod.Put, $"{Profiles.Path}/{step}", content, ("If-Match", "\"0\""));
        Assert.Equal([error], reply.Is(status).Errors.Select(found => $"{found.Pointer} {found.Code}"));
        Assert.Equal("\"0\"", (await person.Get(Profiles.Path)).Tag);
    }

    [Fact]
    public async Task A_proof_is_a_document_of_the_own_wallet()
    {
        using var person = await door.Applicant();
        using var other = await door.Applicant();
        var own = (await person.AddDocument("diploma")).Is(201).Data.GetProperty("id").GetString();
        var foreign = (await other.AddDocument("diploma")).Is(201).Data.GetProperty("id").GetString();
        Assert.Equal(
            [("/entries/0/proofDocumentId", "proof-not-found")],
            (await person.SaveStep("certification", Certified(foreign))).IsProblem(422, "profile-not-accepted").Errors);
        var kept = (await person.SaveStep("certification", Certified(own))).Is(200).Data.GetProperty("certification");
        Assert.Equal(own, kept.GetProperty("entries")[0].GetProperty("proofDocumentId").GetString());
    }

    private static object Ners() => new
    {
        level = "profession",
        institution = "Universitas Contoh",
        major = "Profesi Ners",
        field = "nursing",
        startYear = 2020,
        graduationYear = 2021,
    };

    private static object Certified(string? proofDocumentId) => new
    {
        hasNone = false,
        entries = new[] { new { programme = "Perawat lansia", certifyingBody = "LSP Contoh", issuedOn = "2024-07-15", proofDocumentId } },
    };

    private static (int Percent, string? Status, string? Text) Badge(Reply reply)
    {
        var completeness = reply.Data.GetProperty("completeness");
        return (completeness.GetProperty("percent").GetInt32(), completeness.GetProperty("status").GetString(),
            completeness.GetProperty("statusText").GetString());
    }

    private static List<JsonElement> Steps(Reply reply) =>
        [.. reply.Data.GetProperty("completeness").GetProperty("steps").EnumerateArray()];

    private static List<string> Missing(Reply reply) =>
        [.. reply.Is(200).Data.GetProperty("missingToApply").EnumerateArray().Select(error => error.GetProperty("fix").GetString()!)];
}
