using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.WebApi.Tests.BadInput.Rows;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>Nothing is lost: whatever a submission is refused with, and whatever else is refused, the draft is as it was.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class RefusedSubmissionTests(Stage stage) : IClassFixture<Stage>
{
    private const string Applications = "/api/v1/applications";

    [Fact]
    public async Task A_submission_that_lacks_something_leaves_the_draft_byte_for_byte()
    {
        using var person = await stage.Door.Applicant();
        var id = (await person.Post(Applications, new { vacancyId = "ijepa-16-careworker" })).Is(201).Data.GetProperty("id").GetString()!;
        await Refused(person, id, 409, "workflow-order", "profile-missing", "parents-missing", "emergency-contact-missing",
            "document-missing",
            "last-step-missing");

        (await person.SaveStep("biodata", Profiles.Biodata)).Is(200);
        await Refused(person, id, 409, "workflow-order", "parents-missing", "emergency-contact-missing", "document-missing",
            "last-step-missing");

        await person.FillProfile();
        await Refused(person, id, 409, "workflow-order", "document-missing", "last-step-missing");

        var theirs = new Dictionary<string, string> { ["diploma"] = stage.OtherDocument, ["photograph"] = $"{person.AccountId}.none" };
        (await person.Put($"{Applications}/{id}/documents", new { documents = theirs }, ("If-Match", "\"1\""))).Is(200);
        await Refused(person, id, 409, "workflow-order", "document-missing", "document-not-usable", "last-step-missing");
    }

    [Fact]
    public async Task A_submission_after_the_end_leaves_the_draft_byte_for_byte()
    {
        using var person = await stage.Door.Applicant();
        var vacancyId = await WorkflowRows.Announced(stage, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var id = (await person.Post(Applications, new { vacancyId })).Is(201).Data.GetProperty("id").GetString()!;
        var vacancy = stage.Door.Grains.GetGrain<IVacancyGrain>(vacancyId);
        var notice = (await vacancy.GetNotice())! with { ClosesAt = DateTimeOffset.UtcNow.AddSeconds(-1) };
        Assert.Null((await vacancy.Announce(new AnnounceVacancy(notice))).Refusal);
        await Refused(person, id, 409, "registration-closed");
    }

    [Fact]
    public async Task A_submission_by_the_wrong_person_or_without_its_key_leaves_the_draft_byte_for_byte()
    {
        var path = $"{Applications}/{stage.Draft}/submission";
        var before = await stage.Kept(stage.Draft);
        (await stage.Applicant.Post(path)).IsProblem(400, "idempotency-key-missing");
        (await stage.Applicant.Post(path, null, ("Idempotency-Key", "a b"))).IsProblem(400, "idempotency-key-invalid");
        (await stage.Other.Post(path, null, ("Idempotency-Key", "a"))).IsProblem(404, "application-not-found");
        (await stage.Officer.Post(path, null, ("Idempotency-Key", "a"))).IsProblem(403, "forbidden");
        (await stage.Stranger.Post(path, null, ("Idempotency-Key", "a"))).IsProblem(401, "unauthenticated");
        (await stage.Applicant.Post(path, null, ("Idempotency-Key", "a"), ("Accept", "image/png"))).IsProblem(406, "not-acceptable");
        (await stage.Applicant.Put(path, new { })).IsProblem(405, "method-not-allowed");
        Assert.Equal(before, await stage.Kept(stage.Draft));
    }

    [Fact]
    public async Task A_second_submission_leaves_what_was_sent_byte_for_byte()
    {
        using var person = await stage.Door.Applicant();
        var id = await person.Submitted();
        var before = await stage.Kept(id);
        (await person.Post($"{Applications}/{id}/submission", null, ("Idempotency-Key", "another")))
            .IsProblem(409, "application-not-a-draft");
        Assert.Equal(before, await stage.Kept(id));
    }

    [Fact]
    public async Task No_refusal_of_any_route_touches_the_draft()
    {
        var before = await stage.Kept(stage.Draft);
        using var stranger = stage.Door.Anonymous();
        var document = (await stranger.Get("/openapi/v1.json")).Is(200).Json;
        var refusals = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                foreach (var body in new[] { null, "{", "[]", "{\"zz\":1}", "{}" }) refusals += await Refuse(method.Name, path.Name,
                    body) ? 1 : 0;
                var after = await stage.Kept(stage.Draft);
                Assert.True(before == after, $"{method.Name} {path.Name}\n{before}\n{after}");
            }
        }

        Assert.True(refusals > 100, $"{refusals}");
    }

    private async Task<bool> Refuse(string method, string template, string? body)
    {
        var path = template.Replace("{id}", stage.Draft, StringComparison.Ordinal).Replace("{type}", "diploma", StringComparison.Ordinal);
        // Logging out would end the test's own session.
        if (method == "delete" && path.Contains("/sessions/", StringComparison.Ordinal)) return false;
        var content = body is null ? null : Bodies.Json(body)();
        var reply = await stage.Applicant.Send(new HttpMethod(method.ToUpperInvariant()), path, content, ("If-Match", "\"0\""));
        if (reply.Status >= 500) Assert.Fail($"{method} {path}: {reply.Status} {Logged(reply)}");
        return reply.Status >= 400;
    }

    private string Logged(Reply reply) => string.Join(
        '\n', stage.Door.Logs.Lines.Where(line => line.Contains(reply.Json.GetProperty("traceId").GetString()!, StringComparison.Ordinal)));

    private async Task Refused(Caller person, string id, int status, string code, params string[] reasons)
    {
        var (before, shown) = (await stage.Kept(id), await person.Get($"{Applications}/{id}"));
        var refused = (await person.Post($"{Applications}/{id}/submission", null, ("Idempotency-Key", Guid.NewGuid().ToString())))
            .IsProblem(
            status, code);
        if (reasons.Length > 0) Assert.Equal(reasons.Order(), refused.Errors.Select(error => error.Code).Distinct().Order());
        Assert.Equal(before, await stage.Kept(id));
        var again = await person.Get($"{Applications}/{id}");
        Assert.Equal((shown.Tag, shown.Text), (again.Tag, again.Text));
        Assert.Empty(await stage.EventsOf([refused.Json.GetProperty("traceId").GetString()!]));
    }
}
