using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applications;

/// <summary>An officer decides per document, sends back; the applicant mends; the officer sees only what changed.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class FixTests(FrontDoorFixture door)
{
    private const string Office = "bp3mi-jawa-barat";
    private const string Path = "/api/v1/verification/applications";

    [Fact]
    public async Task Sent_back_mended_and_sent_again()
    {
        using var person = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        using var colleague = await door.Officer(AccountRole.RegionalVerifier, Office);
        var id = await person.Submitted(Office);
        var reference = (await person.Get($"/api/v1/applications/{id}")).Is(200).Data.GetProperty("reference").GetString()!;
        await SendBack(officer, id);

        var seen = (await person.Get($"/api/v1/applications/{id}", ("Accept-Language", "en"))).Is(200);
        Assert.Equal("needs-fix", seen.Data.GetProperty("status").GetString());
        var fix = Assert.Single(seen.Data.GetProperty("toFix").EnumerateArray());
        Assert.Equal(
            ("diploma", "file-unreadable", "The file is blurred or cut off", "Halaman 2", $"/api/v1/applications/{id}/documents", false),
            (Text(fix, "type"), Text(fix, "reason"), Text(fix, "reasonText"), Text(fix, "note"), Text(fix, "fix"),
                fix.GetProperty("isMended").GetBoolean()));
        Assert.Equal(["document-needs-fix"], seen.Data.GetProperty("missing").EnumerateArray().Select(one => Text(one, "code")));
        await door.Outside.MailTo(person.Email, $"({reference})");

        var picks = Picks(seen);
        var mended = (await person.AddDocument("diploma")).Is(201).Data.GetProperty("id").GetString()!;
        var meddled = new Dictionary<string, string>(picks) { ["diploma"] = mended };
        meddled.Remove("photograph");
        var refused = (await Pick(person, id, meddled, seen.Tag!)).IsProblem(409, "document-not-to-fix");
        Assert.Equal([("documents/photograph", "not-to-fix")], refused.Errors);
        (await person.Post($"/api/v1/applications/{id}/submission", null, ("Idempotency-Key", "again"))).IsProblem(409, "workflow-order");
        picks["diploma"] = mended;
        (await Pick(person, id, picks, seen.Tag!)).Is(200);
        var receipt = (await person.Post($"/api/v1/applications/{id}/submission", null, ("Idempotency-Key", "again"))).Is(200);
        Assert.Equal((reference, 2), (Text(receipt.Data, "reference"), receipt.Data.GetProperty("round").GetInt32()));

        (await colleague.Post($"{Path}/{id}/claim")).Is(200);
        var items = (await colleague.Get($"{Path}/{id}")).Is(200).Data.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["diploma"], items.Where(item => item.GetProperty("changedSince").GetBoolean()).Select(item => Text(item, "type")));
        Assert.Equal(
            ["diploma"], items.Where(item => !item.TryGetProperty("verdict", out _)).Select(item => Text(item, "type")));
        (await colleague.Post($"{Path}/{id}/verification", new { })).IsProblem(409, "verdicts-missing");
        (await colleague.Put($"{Path}/{id}/verdicts/diploma", new { verdict = "ok", documentId = mended })).Is(200);
        (await colleague.Post($"{Path}/{id}/verification", new { })).Is(200);
        Assert.Equal(
            ["application-returned", "documents-picked", "application-resubmitted", "application-claimed", "verdict-recorded",
                "documents-verified"],
            (await Story(id)).TakeLast(6));
        var timeline = (await person.Get($"/api/v1/applications/{id}/timeline")).Is(200);
        Assert.DoesNotContain("verdict-recorded", timeline.Text);
        Assert.Contains(reference, timeline.Text);
    }

    [Fact]
    public async Task A_verdict_is_checked_and_only_for_who_holds_the_dossier()
    {
        using var person = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        using var colleague = await door.Officer(AccountRole.RegionalVerifier, Office);
        using var elsewhere = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-tengah");
        var id = await person.Submitted(Office);
        var path = $"{Path}/{id}/verdicts/diploma";
        (await officer.Put(path, new { verdict = "ok" })).IsProblem(409, "not-claimed");
        (await officer.Post($"{Path}/{id}/claim")).Is(200);
        (await colleague.Put(path, new { verdict = "ok" })).IsProblem(409, "claimed-by-other");
        (await elsewhere.Put(path, new { verdict = "ok" })).IsProblem(404, "application-not-found");
        (await officer.Put(path, new { })).IsProblem(400, "validation");
        (await officer.Put(path, new { verdict = "perhaps" })).IsProblem(422, "validation");
        (await officer.Put(path, new { verdict = "needs-fix" })).IsProblem(422, "reason-unknown");
        (await officer.Put(path, new { verdict = "needs-fix", reason = "authenticity-forged" })).IsProblem(422, "reason-unknown");
        (await officer.Put(path, new { verdict = "needs-fix", reason = "data-name-differs" })).IsProblem(422, "note-missing");
        (await officer.Put($"{Path}/{id}/verdicts/passport", new { verdict = "ok" })).IsProblem(404, "document-not-picked");
        (await officer.Put(path, new { verdict = "ok", documentId = "other" })).IsProblem(409, "document-changed");
        (await officer.Post($"{Path}/{id}/return", new { })).IsProblem(409, "nothing-to-fix");
        (await officer.Put(path, new { verdict = "failed", reason = "authenticity-forged" })).Is(200);
        (await officer.Post($"{Path}/{id}/return", new { })).IsProblem(409, "cannot-be-fixed");
        (await officer.Post($"{Path}/{id}/verification", new { acceptAll = true })).IsProblem(409, "verdicts-missing");
        (await officer.Post($"{Path}/{id}/failure", new { })).IsProblem(400, "validation");
        (await officer.Post($"{Path}/{id}/failure", new { reason = "file-unreadable" })).IsProblem(422, "reason-unknown");
        var failed = (await officer.Post($"{Path}/{id}/failure", new { reason = "authenticity-forged" })).Is(200);
        Assert.Equal("documents-failed", Text(failed.Data, "status"));
        (await officer.Post($"{Path}/{id}/failure", new { reason = "authenticity-forged" })).Is(200);
        (await person.Post($"/api/v1/applications/{id}/withdrawal", new { reason = "personal-family" })).IsProblem(
            409, "application-ended");
        Assert.Equal("documents-failed", (await Story(id))[^1]);
        await door.Outside.MailTo(person.Email, "Dokumen tidak asli");
    }

    [Fact]
    public async Task Who_does_not_come_is_marked_absent_once()
    {
        using var person = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        var id = await person.Submitted(Office);
        (await officer.Post($"{Path}/{id}/absence", new { })).IsProblem(409, "not-claimed");
        (await officer.Post($"{Path}/{id}/claim")).Is(200);
        (await officer.Post($"{Path}/{id}/absence", new { })).Is(200);
        (await officer.Post($"{Path}/{id}/absence", new { })).Is(200);
        Assert.Equal("absence-marked", (await Story(id))[^1]);
        Assert.Equal("absent", Text((await person.Get($"/api/v1/applications/{id}")).Is(200).Data, "status"));
    }

    [Fact]
    public async Task The_central_office_gives_a_dossier_to_another_office()
    {
        using var person = await door.Applicant();
        using var central = await door.Officer(AccountRole.ProgrammeAdmin, null);
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        using var elsewhere = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-tengah");
        var id = await person.Submitted(Office);
        (await officer.Post($"{Path}/{id}/office", new { officeId = "bp3mi-jawa-tengah" })).IsProblem(403, "forbidden");
        (await central.Post($"{Path}/{id}/office", new { officeId = "bp3mi-bulan" })).IsProblem(422, "office-unknown");
        (await central.Post($"{Path}/{id}/office", new { officeId = "bp3mi-jawa-tengah" })).Is(200);
        (await officer.Get($"{Path}/{id}")).IsProblem(404, "application-not-found");
        (await elsewhere.Get($"{Path}/{id}")).Is(200);
        Assert.Equal("application-moved", (await Story(id))[^1]);
    }

    [Fact]
    public async Task The_queue_tells_age_and_target_and_is_found_by_reference()
    {
        using var person = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-bali");
        using var elsewhere = await door.Officer(AccountRole.RegionalVerifier, Office);
        var id = await person.Submitted("bp3mi-bali");
        var row = Assert.Single((await Queue("?claimed=free", "en")).EnumerateArray(), one => Text(one, "id") == id);
        Assert.Equal(
            (0, 3, false, 1, "free"),
            (row.GetProperty("ageInWorkingDays").GetInt32(), row.GetProperty("targetInWorkingDays").GetInt32(),
                row.GetProperty("isOverdue").GetBoolean(), row.GetProperty("round").GetInt32(), Text(row, "claim")));
        Assert.StartsWith("Careworker", Text(row, "vacancyTitle"));
        (await officer.Post($"{Path}/{id}/claim")).Is(200);
        Assert.DoesNotContain(id, (await Queue("?claimed=free")).GetRawText());
        Assert.Contains(id, (await Queue("?claimed=mine")).GetRawText());
        Assert.DoesNotContain(id, (await Queue("?status=needs-fix")).GetRawText());
        foreach (var wrong in new[] { "?status=draft", "?status=x", "?claimed=x", "?claimed=free&claimed=mine" })
            (await officer.Get($"/api/v1/verification/queue{wrong}")).IsProblem(400, "validation");

        var reference = Text(row, "reference")!;
        var plain = reference.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        Assert.Equal(id, Text(Assert.Single((await officer.Get($"{Path}?reference={plain}")).Is(200).Data.EnumerateArray()), "id"));
        Assert.Empty((await elsewhere.Get($"{Path}?reference={reference}")).Is(200).Data.EnumerateArray());
        (await officer.Get($"{Path}?reference=JP16-2222-222O")).IsProblem(400, "validation");

        async Task<JsonElement> Queue(string query, string language = "id") =>
            (await officer.Get($"/api/v1/verification/queue{query}&limit=100", ("Accept-Language", language))).Is(200).Data;
    }

    [Fact]
    public async Task An_applicant_steps_back_and_may_begin_again_until_the_office_has_decided()
    {
        using var person = await door.Applicant();
        using var other = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        var id = await person.Submitted(Office);
        var path = $"/api/v1/applications/{id}/withdrawal";
        (await other.Post(path, new { reason = "personal-family" })).IsProblem(404, "application-not-found");
        (await person.Post(path, new { })).IsProblem(400, "validation");
        (await person.Post(path, new { reason = "file-unreadable" })).IsProblem(422, "reason-unknown");
        (await person.Post(path, new { reason = "personal-family" })).Is(200);
        var withdrawn = (await person.Post(path, new { reason = "personal-family" })).Is(200);
        Assert.Equal(("withdrawn", "Alasan keluarga"), (
            Text(withdrawn.Data, "status"), Text(withdrawn.Data.GetProperty("withdrawal"), "reasonText")));
        Assert.Equal(["application-submitted", "application-withdrawn"], (await Story(id)).TakeLast(2));

        (await person.Post("/api/v1/applications", new { vacancyId = "ijepa-16-careworker" })).Is(200);
        var draft = (await person.Get($"/api/v1/applications/{id}")).Is(200);
        Assert.Equal("draft", Text(draft.Data, "status"));
        Assert.Contains("document-missing", draft.Data.GetProperty("missing").EnumerateArray().Select(one => Text(one, "code")));
        (await officer.Get($"{Path}/{id}")).IsProblem(404, "application-not-found");
    }

    private static async Task SendBack(Caller officer, string id)
    {
        (await officer.Post($"{Path}/{id}/claim")).Is(200);
        var items = (await officer.Get($"{Path}/{id}")).Is(200).Data.GetProperty("items").EnumerateArray();
        foreach (var type in items.Select(item => Text(item, "type")).Where(type => type != "diploma"))
            (await officer.Put($"{Path}/{id}/verdicts/{type}", new { verdict = "ok" })).Is(200);
        (await officer.Put(
            $"{Path}/{id}/verdicts/diploma", new { verdict = "needs-fix", reason = "file-unreadable", note = "Halaman 2" })).Is(200);
        (await officer.Post($"{Path}/{id}/return", new { message = "Mohon diperbaiki." })).Is(200);
        (await officer.Post($"{Path}/{id}/return", new { message = "Mohon diperbaiki." })).Is(200);
    }

    private static Dictionary<string, string> Picks(Reply seen) =>
        seen.Data.GetProperty("documents").EnumerateObject().ToDictionary(pick => pick.Name, pick => pick.Value.GetString()!);

    private static Task<Reply> Pick(Caller person, string id, Dictionary<string, string> documents, string tag) =>
        person.Put($"/api/v1/applications/{id}/documents", new { documents }, ("If-Match", tag));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<List<string>> Story(string id) =>
        [.. (await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("application", id)).Select(happened => happened.Type)];
}
