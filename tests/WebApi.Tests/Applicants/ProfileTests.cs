using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed class ProfileTests(FrontDoorFixture door)
{
    private const string Path = "/api/v1/applicants/me/profile";

    [Fact]
    public async Task A_profile_is_saved_once_shown_to_its_owner_and_never_with_the_mothers_name()
    {
        using var person = await door.Applicant();
        var empty = (await person.Get(Path)).Is(200);
        Assert.Equal("\"0\"", empty.Tag);
        var saved = (await person.Put(Path, Papers.Profile, ("If-Match", empty.Tag!))).Is(200);
        Assert.Equal("\"1\"", saved.Tag);
        Assert.DoesNotContain("Sri Wahyuni", saved.Text);
        Assert.True(saved.Data.GetProperty("parents").GetProperty("motherNameIsGiven").GetBoolean());
        Assert.Equal("+6281234567890", saved.Data.GetProperty("emergencyContacts")[0].GetProperty("phone").GetString());
        (await person.Get(Path, ("If-None-Match", saved.Tag!))).Is(304);
        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("applicant", person.AccountId);
        Assert.Equal((person.AccountId, "applicant", "profile-saved"), (story.Single().Actor, story.Single().Role, story.Single().Type));
    }

    [Fact]
    public async Task A_change_names_the_version_it_is_based_on()
    {
        using var person = await door.Applicant();
        (await person.Put(Path, Papers.Profile)).IsProblem(428, "precondition-required");
        (await person.Put(Path, Papers.Profile, ("If-Match", "\"0\""))).Is(200);
        foreach (var stale in new[] { "\"0\"", "W/\"1\"", "\"x\"", "*" })
            Assert.Equal(
                "\"1\"", (await person.Put(Path, Papers.ProfileWith("Lain", "081111111111"), ("If-Match", stale)))
                    .IsProblem(412, "version-conflict").Tag);
    }

    [Fact]
    public async Task The_mothers_name_stays_when_it_is_left_out()
    {
        using var person = await door.Applicant();
        var first = (await person.Put(Path, Papers.Profile, ("If-Match", "\"0\""))).Is(200);
        var without = Papers.ProfileWith(null!, "081234567890");
        var second = (await person.Put(Path, without, ("If-Match", first.Tag!))).Is(200);
        Assert.True(second.Data.GetProperty("parents").GetProperty("motherNameIsGiven").GetBoolean());
        using var other = await door.Applicant();
        Assert.Contains(
            ("/parents/motherName", "field-required"), (await other.Put(Path, without, ("If-Match", "\"0\""))).IsProblem(400, "validation")
                .Errors);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_and_in_the_readers_language()
    {
        using var person = await door.Applicant();
        var body = new
        {
            birthPlace = " ",
            birthDate = "1995-08-17",
            sex = "female",
            maritalStatus = "single",
            identityAddress = "x",
            domicile = new { province = "a", city = "b", district = "c", village = "d", postalCode = "4022", address = "e" },
            emergencyContacts = new[] { new { name = "Budi1", relation = "ayah", phone = "123", address = "x" } }
        };
        var reply = (await person.Put(Path, body, ("If-Match", "\"0\""), ("Accept-Language", "en"))).IsProblem(422, "validation");
        Assert.Equal(
            [("/birthPlace", "text-empty"), ("/domicile/postalCode", "postal-code"), ("/emergencyContacts/0/name", "name-characters"), (
                "/emergencyContacts/0/phone", "phone-not-allowed")],
            reply.Errors.Order());
        Assert.Contains("A postal code has 5 digits.", reply.Text);
        Assert.Equal("en", reply.Header("Content-Language"));
    }

    [Theory]
    [InlineData(5, 200, 500, "")]
    [InlineData(6, 201, 501, "/birthPlace text-too-long,/emergencyContacts too-many-items,/identityAddress text-too-long")]
    public async Task A_profile_has_limits(int contacts, int text, int address, string errors)
    {
        using var person = await door.Applicant();
        var body = new
        {
            birthPlace = new string('a', text),
            birthDate = "1995-08-17",
            sex = "female",
            maritalStatus = "single",
            identityAddress = new string('a', address),
            domicile = new { province = "a", city = "b", district = "c", village = "d", postalCode = "40228", address = "e" },
            emergencyContacts = Enumerable.Repeat(
                new { name = "Budi", relation = "ayah", phone = "081234567890", address = "x" }, contacts),
        };
        var reply = (await person.Put(Path, body, ("If-Match", "\"0\""))).Is(errors.Length == 0 ? 200 : 422);
        if (errors.Length > 0) Assert.Equal(
            errors, string.Join(',', reply.Errors.Select(error => $"{error.Pointer} {error.Code}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Too_young_is_refused_and_only_applicants_have_a_profile()
    {
        using var person = await door.Applicant();
        var young = new
        {
            birthPlace = "Bandung",
            birthDate = $"{DateTime.UtcNow.Year - 10}-01-01",
            sex = "female",
            maritalStatus = "single",
            identityAddress = "x",
            domicile = new { province = "a", city = "b", district = "c", village = "d", postalCode = "40228", address = "e" }
        };
        (await person.Put(Path, young, ("If-Match", "\"0\""))).IsProblem(422, "age-not-eligible");
        using var officer = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-barat");
        (await officer.Put(Path, Papers.Profile, ("If-Match", "\"0\""))).IsProblem(403, "forbidden");
    }
}
