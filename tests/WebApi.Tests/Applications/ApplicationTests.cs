using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applications;

[Collection(FrontDoorTests.Name)]
public sealed class ApplicationTests(FrontDoorFixture door)
{
    private const string Path = "/api/v1/applications";
    private const string Careworker = "ijepa-16-careworker";

    [Fact]
    public async Task One_application_per_person_and_batch()
    {
        using var person = await door.Applicant();
        var first = (await person.Post(Path, new { vacancyId = Careworker })).Is(201);
        var again = (await person.Post(Path, new { vacancyId = Careworker })).Is(200);
        Assert.Equal(first.Data.GetProperty("id").GetString(), again.Data.GetProperty("id").GetString());
        var other = (await person.Post(Path, new { vacancyId = "ijepa-16-nurse" })).IsProblem(409, "already-applied");
        Assert.Equal(first.Data.GetProperty("id").GetString(), other.Json.GetProperty("facts").GetProperty("applicationId").GetString());
        Assert.Single((await person.Get(Path)).Is(200).Data.EnumerateArray());
        Assert.Equal(["application-started"], (await door.Services.GetRequiredService<EventFeed>()
            .OfGrainAsync("application", first.Data.GetProperty("id").GetString()!)).Select(happened => happened.Type));
    }

    [Fact]
    public async Task An_incomplete_application_hears_everything_that_is_missing_in_order_and_stays_a_draft()
    {
        using var person = await door.Applicant();
        var started = (await person.Post(Path, new { vacancyId = Careworker })).Is(201);
        var refused = (await person.Post($"{started.Location}/submission", null, ("Idempotency-Key", "k"))).IsProblem(
            409, "workflow-order");
        var errors = refused.Errors.ToList();
        Assert.Equal(("profile", "profile-missing"), errors[0]);
        Assert.Equal(("lastStep", "last-step-missing"), errors[^1]);
        Assert.Contains(("documents/diploma", "document-missing"), errors);
        Assert.Equal("draft", (await person.Get(started.Location!)).Is(200).Data.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Sending_is_done_once_and_the_receipt_is_given_again()
    {
        using var person = await door.Applicant();
        var id = await person.Drafted();
        var submission = $"{Path}/{id}/submission";
        var first = (await person.Post(submission, null, ("Idempotency-Key", "same-key"))).Is(200);
        Assert.Equal(first.Text, (await person.Post(submission, null, ("Idempotency-Key", "same-key"))).Is(200).Text);
        (await person.Post(submission, null, ("Idempotency-Key", "other-key"))).IsProblem(409, "application-not-a-draft");
        var view = (await person.Get($"{Path}/{id}")).Is(200);
        (await person.Put($"{Path}/{id}/last-step", LastStep("bp3mi-jawa-barat"), ("If-Match", view.Tag!))).IsProblem(
            409, "application-not-a-draft");
        Assert.Equal(("submitted", "Terkirim, menunggu verifikasi dokumen"), (
            view.Data.GetProperty("status").GetString(), view.Data.GetProperty("statusText").GetString()));
    }

    [Fact]
    public async Task Nobody_sees_or_touches_anothers_application()
    {
        using var owner = await door.Applicant();
        using var other = await door.Applicant();
        var id = (await owner.Post(Path, new { vacancyId = Careworker })).Is(201).Data.GetProperty("id").GetString();
        (await other.Get($"{Path}/{id}")).IsProblem(404, "application-not-found");
        (await other.Get($"{Path}/{id}/timeline")).IsProblem(404, "application-not-found");
        (await other.Put($"{Path}/{id}/documents", new { documents = new { } }, ("If-Match", "\"1\""))).IsProblem(
            404, "application-not-found");
        (await other.Put($"{Path}/{id}/last-step", LastStep("bp3mi-jawa-barat"), ("If-Match", "\"1\""))).IsProblem(
            404, "application-not-found");
        (await other.Post($"{Path}/{id}/submission", null, ("Idempotency-Key", "k"))).IsProblem(404, "application-not-found");
    }

    [Fact]
    public async Task A_change_names_its_version_and_an_office_that_exists()
    {
        using var person = await door.Applicant();
        var started = (await person.Post(Path, new { vacancyId = Careworker })).Is(201);
        var path = $"{started.Location}/last-step";
        (await person.Put(path, LastStep("bp3mi-jawa-barat"))).IsProblem(428, "precondition-required");
        Assert.Equal(
            started.Tag, (await person.Put(path, LastStep("bp3mi-jawa-barat"), ("If-Match", "\"9\""))).IsProblem(412, "version-conflict")
                .Tag);
        (await person.Put(path, LastStep("bp3mi-bulan"), ("If-Match", started.Tag!))).IsProblem(422, "office-unknown");
        (await person.Put(path, LastStep("bp3mi-jawa-barat", new string('a', 1_001)), ("If-Match", started.Tag!))).IsProblem(
            422, "message-too-long");
        (await person.Put($"{started.Location}/documents", new { documents = new { diploma = "../x" } }, ("If-Match", started.Tag!)))
            .IsProblem(422, "validation");
    }

    // The soft hyphen is nothing to a culture: both keys would be one.
    [Fact]
    public async Task Picks_are_refused_under_keys_that_are_no_codes_and_when_there_are_too_many()
    {
        using var person = await door.Applicant();
        var started = (await person.Post(Path, new { vacancyId = Careworker })).Is(201);
        var document = $"{person.AccountId}.x";
        var soft = new Dictionary<string, string> { ["diploma"] = document, ["dip\u00ADloma"] = $"{document}y" };
        Assert.Equal([("/documents", "document-type-unknown")], (await Pick(soft)).IsProblem(422, "validation").Errors);
        var capital = new Dictionary<string, string> { ["Diploma"] = document };
        Assert.Equal([("/documents", "document-type-unknown")], (await Pick(capital)).IsProblem(422, "validation").Errors);
        var many = Enumerable.Range(0, 61).ToDictionary(i => $"type-{i}", _ => document);
        Assert.Equal([("/documents", "too-many-items")], (await Pick(many)).IsProblem(422, "validation").Errors);
        (await Pick(many.Take(60).ToDictionary())).Is(200);

        Task<Reply> Pick(Dictionary<string, string> documents) =>
            person.Put($"{started.Location}/documents", new { documents }, ("If-Match", started.Tag!));
    }

    [Fact]
    public async Task A_document_of_somebody_else_is_not_usable()
    {
        using var person = await door.Applicant();
        using var other = await door.Applicant();
        var id = await person.Drafted();
        var theirs = (await other.AddDocument("diploma")).Is(201).Data.GetProperty("id").GetString()!;
        var view = (await person.Get($"{Path}/{id}")).Is(200);
        var picks = view.Data.GetProperty("documents").EnumerateObject().ToDictionary(pick => pick.Name, pick => pick.Value.GetString()!);
        picks["diploma"] = theirs;
        (await person.Put($"{Path}/{id}/documents", new { documents = picks }, ("If-Match", view.Tag!))).Is(200);
        var refused = (await person.Post($"{Path}/{id}/submission", null, ("Idempotency-Key", "k"))).IsProblem(409, "workflow-order");
        Assert.Equal([("documents/diploma", "document-not-usable")], refused.Errors);
    }

    [Fact]
    public async Task Outside_its_window_a_vacancy_is_shown_but_takes_nobody()
    {
        var notice = (await door.Grains.GetGrain<IVacancyGrain>(Careworker).GetNotice())!;
        var id = $"closed-{Guid.NewGuid():N}";
        var closed =
            notice with
            {
                VacancyId = id,
                BatchId = id,
                OpensAt = DateTimeOffset.UtcNow.AddDays(-2),
                ClosesAt = DateTimeOffset.UtcNow.AddDays(-1)
            };
        Assert.Null((await door.Grains.GetGrain<IVacancyGrain>(id).Announce(new AnnounceVacancy(closed))).Refusal);
        using var person = await door.Applicant();
        var shown = (await person.Get($"/api/v1/vacancies/{id}")).Is(200);
        Assert.False(shown.Data.GetProperty("isOpen").GetBoolean());
        (await person.Get($"/api/v1/vacancies/{id}", ("If-None-Match", shown.Tag!))).Is(304);
        (await person.Post(Path, new { vacancyId = id })).IsProblem(409, "registration-closed");
        (await person.Post(Path, new { vacancyId = "no-such-vacancy" })).IsProblem(404, "vacancy-not-found");
    }

    private static object LastStep(string officeId, string message = "") => new { officeId, needsPassportRecommendation = false, message };
}
