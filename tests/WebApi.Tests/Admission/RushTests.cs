using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Tests.BadInput;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Admission;

/// <summary>A rush before the whole server: what is refused is as it was, and the offices go on.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class RushTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public async Task A_refused_submission_leaves_the_draft_as_it_was_and_goes_through_later()
    {
        var path = $"/api/v1/applications/{stage.Draft}";
        var (kept, tag) = (await stage.Kept(stage.Draft), await stage.TagOf(path));
        using (new Rush(stage.Door, Lane.Submit))
        {
            (await Submit(path)).IsProblem(503, "overloaded");
            Assert.Equal(kept, await stage.Kept(stage.Draft));
            Assert.Equal(tag, await stage.TagOf(path));
        }

        (await Submit(path)).Is(200);
    }

    [Fact]
    public async Task Offices_and_the_health_check_go_on_while_everything_of_applicants_is_full()
    {
        using var admin = await stage.Door.Officer(AccountRole.SystemAdmin, null);
        using var rush = new Rush(
            stage.Door, [.. Enum.GetValues<Lane>().Where(lane => lane is not (Lane.Unspecified or Lane.Open or Lane.Officer))]);
        (await stage.Applicant.Get("/api/v1/applications")).IsProblem(503, "overloaded");
        (await stage.Stranger.Get("/api/v1/offices")).IsProblem(503, "overloaded");
        (await stage.Officer.Get("/api/v1/verification/queue")).Is(200);
        (await admin.Get("/api/v1/officers")).Is(200);
        (await stage.Stranger.Get("/health/ready")).Is(200);
        (await stage.Stranger.Get("/api/v1/waiting-line")).Is(200);
    }

    [Fact]
    public async Task An_officer_logs_in_past_the_public_on_a_device_that_is_known()
    {
        using var officer = await stage.Door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-barat", People.Password);
        var (known, applicants) = (await DeviceOf(officer), await DeviceOf(stage.Applicant));
        using var rush = new Rush(stage.Door, Lane.LogIn);
        foreach (var stranger in new[] { null, "__Host-siskop2mi-device=garbage", known[..^5], applicants })
            (await LogIn(officer, stranger)).IsProblem(503, "overloaded");
        (await LogIn(officer, known)).Is(200);
        (await LogIn(officer, known, "Salah#Sekali1")).IsProblem(401, "invalid-credentials");
    }

    [Fact]
    public async Task A_refusal_carries_the_headers_of_every_answer_and_is_not_logged_one_by_one()
    {
        using var rush = new Rush(stage.Door, Lane.PublicRead);
        var logged = Logged();
        var reply = (await stage.Stranger.Get("/api/v1/offices")).IsProblem(503, "overloaded");
        Assert.Equal("nosniff", reply.Header("X-Content-Type-Options"));
        Assert.Equal("no-store", reply.Header("Cache-Control"));
        Assert.Equal("id", reply.Header("Content-Language"));
        Assert.Equal(logged, Logged());
    }

    private async Task<string> DeviceOf(Caller person)
    {
        var cookies = (await LogIn(person, null)).Is(200).Header("Set-Cookie")!;
        return cookies[cookies.IndexOf("__Host-siskop2mi-device=", StringComparison.Ordinal)..].Split(';')[0];
    }

    private async Task<Reply> LogIn(Caller person, string? cookie, string password = People.Password)
    {
        using var browser = stage.Door.Anonymous();
        var body = new { login = person.Email, password, mode = "cookie" };
        return cookie is null
            ? await browser.Post("/api/v1/sessions", body) : await browser.Post("/api/v1/sessions", body, ("Cookie", cookie));
    }

    private int Logged() => stage.Door.Logs.Lines.Count(line => line.Contains("/offices answered", StringComparison.Ordinal));

    private Task<Reply> Submit(string path) =>
        stage.Applicant.Post($"{path}/submission", null, ("Idempotency-Key", $"rush-{stage.Draft}"));
}
