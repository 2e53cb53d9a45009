using System.Text.Json;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Vacancies;

[Collection(FrontDoorTests.Name)]
public sealed class EligibilityTests(FrontDoorFixture door)
{
    private const string Path = "/api/v1/vacancies/ijepa-16-careworker/eligibility";

    [Fact]
    public async Task A_new_applicant_sees_every_gap_and_where_to_mend_it()
    {
        using var person = await door.Applicant();
        var reply = (await person.Get(Path, ("Accept-Language", "en"))).Is(200);
        Assert.False(reply.Data.GetProperty("isEligible").GetBoolean());
        var age = Tick(reply.Data, "age-at-cutoff");
        Assert.Equal("/api/v1/applicants/me/profile/biodata", age.GetProperty("fix").GetString());
        Assert.Contains(reply.Data.GetProperty("measuredAt").GetString()!, age.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("/api/v1/applicants/me/profile/education", Tick(reply.Data, "study-not-sufficient").GetProperty("fix").GetString());
        Assert.Contains("Holds the document: Diploma", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_filled_in_becomes_a_tick()
    {
        using var person = await door.Applicant();
        await person.FillProfile();
        await person.AddDocument("diploma");
        var ticks = (await person.Get(Path)).Is(200).Data;
        foreach (var code in new[] { "age-at-cutoff", "study-not-sufficient" })
            Assert.True(Tick(ticks, code).GetProperty("isMet").GetBoolean(), code);
        Assert.True(Document(ticks, "diploma"));
        Assert.False(Document(ticks, "transcript"));
    }

    [Fact]
    public async Task Who_is_too_old_at_the_cut_off_cannot_send_and_keeps_the_draft()
    {
        using var person = await door.Applicant();
        var id = await person.Drafted();
        (await person.SaveStep("biodata", Profiles.BiodataWith(birthDate: "1980-01-01"))).Is(200);
        var age = Tick((await person.Get(Path)).Is(200).Data, "age-at-cutoff");
        Assert.Equal((false, true), (age.GetProperty("isMet").GetBoolean(), age.GetProperty("isFinal").GetBoolean()));

        var before = (await person.Get($"/api/v1/applications/{id}")).Is(200).Text;
        var refused = (await person.Post($"/api/v1/applications/{id}/submission", null, ("Idempotency-Key", "old")))
            .IsProblem(409, "not-eligible");
        Assert.Equal([("profile/birthDate", "age-at-cutoff")], refused.Errors);
        Assert.Equal(before, (await person.Get($"/api/v1/applications/{id}")).Is(200).Text);
    }

    private static JsonElement Tick(JsonElement eligibility, string code) => Assert.Single(
        eligibility.GetProperty("ticks").EnumerateArray(), tick => tick.GetProperty("code").GetString() == code);

    private static bool Document(JsonElement eligibility, string type) => Assert.Single(
        eligibility.GetProperty("ticks").EnumerateArray(),
        tick => tick.TryGetProperty("facts", out var facts) && facts.TryGetProperty("type", out var held) && held.GetString() == type)
        .GetProperty("isMet").GetBoolean();
}
