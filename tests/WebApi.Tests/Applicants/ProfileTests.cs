using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed class ProfileTests(FrontDoorFixture door)
{
    private const string Path = Profiles.Path;

    [Fact]
    public async Task A_step_is_saved_once_shown_to_its_owner_and_never_with_the_mothers_name()
    {
        using var person = await door.Applicant();
        var empty = (await person.Get(Path)).Is(200);
        Assert.Equal("\"0\"", empty.Tag);
        Assert.False(empty.Data.TryGetProperty("biodata", out _));
        var saved = (await person.Put($"{Path}/parents", Profiles.ParentsWith("Sri Wahyuni"), ("If-Match", empty.Tag!))).Is(200);
        Assert.Equal("\"1\"", saved.Tag);
        Assert.DoesNotContain("Sri Wahyuni", saved.Text);
        Assert.True(saved.Data.GetProperty("parents").GetProperty("motherNameIsGiven").GetBoolean());
        (await person.Get(Path, ("If-None-Match", saved.Tag!))).Is(304);
        // The answer was lost and the same comes again: nothing changes.
        Assert.Equal("\"1\"", (await person.Put(
            $"{Path}/parents", Profiles.ParentsWith("Sri Wahyuni"), ("If-Match", empty.Tag!))).Is(200).Tag);
        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("applicant", person.AccountId);
        Assert.Equal((person.AccountId, "applicant", "profile-saved"), (story.Single().Actor, story.Single().Role, story.Single().Type));
    }

    [Fact]
    public async Task A_change_names_the_version_it_is_based_on()
    {
        using var person = await door.Applicant();
        (await person.Put($"{Path}/skills", Profiles.None)).IsProblem(428, "precondition-required");
        (await person.Put($"{Path}/skills", Profiles.None, ("If-Match", "\"0\""))).Is(200);
        foreach (var stale in new[] { "\"0\"", "W/\"1\"", "\"x\"", "*" })
            Assert.Equal(
                "\"1\"", (await person.Put($"{Path}/work", Profiles.None, ("If-Match", stale))).IsProblem(412, "version-conflict").Tag);
    }

    [Fact]
    public async Task The_mothers_name_stays_when_it_is_left_out()
    {
        using var person = await door.Applicant();
        (await person.SaveStep("parents", Profiles.ParentsWith("Sri Wahyuni"))).Is(200);
        var second = (await person.SaveStep("parents", Profiles.ParentsWith(null))).Is(200);
        Assert.True(second.Data.GetProperty("parents").GetProperty("motherNameIsGiven").GetBoolean());
        using var other = await door.Applicant();
        Assert.Contains(
            ("/motherName", "field-required"), (await other.SaveStep("parents", Profiles.ParentsWith(null))).IsProblem(400, "validation")
                .Errors);
    }

    [Fact]
    public async Task A_domicile_is_sent_by_codes_and_shown_with_names()
    {
        using var person = await door.Applicant();
        var reply = (await person.SaveStep("biodata", Profiles.BiodataWith(about: "Baris satu.\r\nBaris dua."))).Is(200);
        var biodata = reply.Data.GetProperty("biodata");
        Assert.Equal("Baris satu.\nBaris dua.", biodata.GetProperty("about").GetString());
        Assert.Equal(
            ["32 Jawa Barat", "32.04 Kabupaten Bandung", "32.04.09 Margahayu", "32.04.09.2005 Sayati"],
            new[] { "province", "city", "district", "village" }.Select(level => biodata.GetProperty("domicile").GetProperty(level))
                .Select(place => $"{place.GetProperty("code").GetString()} {place.GetProperty("name").GetString()}"));

        var abroad = new { locationType = "abroad", country = "JP", address = "1-2-3 Ginza, Tokyo" };
        var moved = (await person.SaveStep("biodata", Profiles.BiodataWith(domicile: abroad))).Is(200);
        Assert.Equal("JP", moved.Data.GetProperty("biodata").GetProperty("domicile").GetProperty("country").GetString());
        Assert.DoesNotContain("32.04", moved.Text);
    }

    [Fact]
    public async Task A_domicile_is_a_chain_of_regions()
    {
        using var person = await door.Applicant();
        var elsewhere = await person.SaveStep("biodata", Profiles.BiodataWith(domicile: Profiles.HomeWith(cityCode: "32.73")));
        Assert.Equal([("/domicile/districtCode", "region-not-within")], elsewhere.IsProblem(422, "profile-not-accepted").Errors);
        var nowhere = await person.SaveStep("biodata", Profiles.BiodataWith(domicile: Profiles.HomeWith(villageCode: "32.04.09.9999")));
        Assert.Equal([("/domicile/villageCode", "region-unknown")], nowhere.IsProblem(422, "profile-not-accepted").Errors);
        var missing = await person.SaveStep("biodata", Profiles.BiodataWith(domicile: Profiles.HomeWith(villageCode: null)));
        Assert.Equal([("/domicile/villageCode", "field-required")], missing.IsProblem(400, "validation").Errors);
        Assert.Equal("\"0\"", (await person.Get(Path)).Tag);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_and_in_the_readers_language()
    {
        using var person = await door.Applicant();
        var biodata = Profiles.BiodataWith(
            birthPlace: " ", identityAddress: new string('a', 501), domicile: Profiles.HomeWith(postalCode: "4022"));
        var reply = (await person.Put($"{Path}/biodata", biodata, ("If-Match", "\"0\""), ("Accept-Language", "en")))
            .IsProblem(422, "validation");
        Assert.Equal(
            [("/birthPlace", "text-empty"), ("/domicile/postalCode", "postal-code"), ("/identityAddress", "text-too-long")],
            reply.Errors.Order());
        Assert.Contains("A postal code has 5 digits.", reply.Text);
        Assert.Equal("en", reply.Header("Content-Language"));

        var contact = new { name = "Budi1", relation = "ayah", phone = "123", address = "x" };
        var contacts = await person.SaveStep("emergency-contacts", new { contacts = Enumerable.Repeat(contact, 6) });
        Assert.Superset(
            new HashSet<(string, string)>
            {
                ("/contacts", "too-many-items"), ("/contacts/0/name", "name-characters"), ("/contacts/4/phone", "phone-not-allowed"),
            },
            contacts.IsProblem(422, "validation").Errors.ToHashSet());
        Assert.Equal(
            [("/contacts/0", "field-required")],
            (await person.SaveStep("emergency-contacts", new { contacts = new object?[] { null } })).IsProblem(400, "validation").Errors);
    }

    [Fact]
    public async Task Too_young_is_refused_and_only_applicants_have_a_profile()
    {
        using var person = await door.Applicant();
        var young = Profiles.BiodataWith(birthDate: $"{DateTime.UtcNow.Year - 10}-01-01");
        (await person.SaveStep("biodata", young)).IsProblem(422, "age-not-eligible");
        using var officer = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-barat");
        (await officer.Put($"{Path}/biodata", Profiles.Biodata, ("If-Match", "\"0\""))).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task What_differs_from_the_NIK_is_kept_with_a_flag()
    {
        using var person = await door.Applicant();
        var reply = (await person.SaveStep("biodata", Profiles.BiodataWith(birthDate: "1995-08-18"))).Is(200);
        Assert.Contains("nik-data-differs", reply.Data.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        var mixed = (await person.SaveStep("parents", new { fatherName = "Bud\u0456", motherName = "Sri", address = "x" })).Is(200);
        Assert.Contains("mixed-script", mixed.Data.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
    }
}
