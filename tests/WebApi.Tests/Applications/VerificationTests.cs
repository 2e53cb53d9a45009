using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applications;

[Collection(FrontDoorTests.Name)]
public sealed class VerificationTests(FrontDoorFixture door)
{
    private const string Office = "bp3mi-jawa-barat";
    private const string Path = "/api/v1/verification/applications";

    private static readonly object AcceptAll = new { acceptAll = true };

    [Fact]
    public async Task A_dossier_exists_for_its_own_office_only_and_only_once_it_was_sent()
    {
        using var person = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        using var elsewhere = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-tengah");
        using var homeless = await door.Officer(AccountRole.RegionalVerifier, null);
        var id = await person.Drafted(Office);
        (await officer.Get($"{Path}/{id}")).IsProblem(404, "application-not-found");
        (await officer.Post($"{Path}/{id}/claim")).IsProblem(404, "application-not-found");
        (await person.Post($"/api/v1/applications/{id}/submission", null, ("Idempotency-Key", "k"))).Is(200);

        (await officer.Get($"{Path}/{id}")).Is(200);
        foreach (var other in new[] { elsewhere, homeless })
        {
            (await other.Get($"{Path}/{id}")).IsProblem(404, "application-not-found");
            (await other.Get($"{Path}/{id}/documents/diploma/content")).IsProblem(404, "application-not-found");
            (await other.Post($"{Path}/{id}/claim")).IsProblem(404, "application-not-found");
            (await other.Post($"{Path}/{id}/verification", AcceptAll)).IsProblem(404, "application-not-found");
            Assert.DoesNotContain(id, (await other.Get("/api/v1/verification/queue?limit=100")).Is(200).Text);
        }

        (await officer.Get($"{Path}/{id}/documents/passport/content")).IsProblem(404, "document-not-found");
    }

    [Fact]
    public async Task One_officer_at_a_time_claims_releases_and_verifies()
    {
        using var person = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        using var colleague = await door.Officer(AccountRole.RegionalVerifier, Office);
        var id = await person.Submitted(Office);
        (await officer.Post($"{Path}/{id}/verification", AcceptAll)).IsProblem(409, "not-claimed");
        (await officer.Post($"{Path}/{id}/claim")).Is(200);
        (await officer.Post($"{Path}/{id}/claim")).Is(200);
        (await colleague.Post($"{Path}/{id}/claim")).IsProblem(409, "claimed-by-other");
        (await colleague.Post($"{Path}/{id}/verification", AcceptAll)).IsProblem(409, "claimed-by-other");
        (await colleague.Delete($"{Path}/{id}/claim")).IsProblem(409, "claimed-by-other");
        (await officer.Delete($"{Path}/{id}/claim")).Is(200);
        (await colleague.Post($"{Path}/{id}/claim")).Is(200);
        var verified = (await colleague.Post($"{Path}/{id}/verification", AcceptAll)).Is(200);
        Assert.Equal(("documents-verified", "Dokumen terverifikasi"), (
            verified.Data.GetProperty("status").GetString(), verified.Data.GetProperty("statusText").GetString()));
        (await colleague.Post($"{Path}/{id}/verification", AcceptAll)).Is(200);
        (await officer.Post($"{Path}/{id}/claim")).IsProblem(409, "application-not-awaiting-verification");

        var story = (await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("application", id)).TakeLast(4).ToList();
        Assert.Equal(["application-claimed", "application-released", "application-claimed", "documents-verified"], story.Select(
            happened => happened.Type));
        Assert.Equal(
            [officer.AccountId, officer.AccountId, colleague.AccountId, colleague.AccountId], story.Select(happened => happened.Actor));
        Assert.All(story, happened => Assert.Equal("regional-verifier", happened.Role));
    }
}
