namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class ProfileLimitsTests
{
    private static readonly Profile Good = Examples.Profile();
    private static readonly Domicile Home = Good.Domicile!;
    private static readonly EmergencyContact Contact = Good.EmergencyContacts[0];
    private static readonly Domicile Abroad = new() { LocationType = LocationType.Abroad, Country = "JP", Address = "1-2-3 Ginza" };
    private static readonly ProfileFacts Facts = new(Examples.Today, null, null) { OwnDocuments = ["a.1"] };

    public static TheoryData<Profile, string> BadBiodata => new()
    {
        { Good with { BirthPlace = "" }, "/birthPlace text-empty" },
        { Good with { BirthPlace = " \t" }, "/birthPlace text-empty" },
        { Good with { BirthPlace = null }, "/birthPlace text-empty" },
        { Good with { BirthPlace = " Surabaya" }, "/birthPlace text-spaces" },
        { Good with { BirthPlace = "Surabaya " }, "/birthPlace text-spaces" },
        { Good with { BirthPlace = "Sura\0baya" }, "/birthPlace text-characters" },
        { Good with { BirthPlace = new string('a', 201) }, "/birthPlace text-too-long" },
        { Good with { BirthDate = null }, "/birthDate field-required" },
        { Good with { IdentityAddress = new string('a', 501) }, "/identityAddress text-too-long" },
        { Good with { About = "" }, "/about text-empty" },
        { Good with { About = "a\tb" }, "/about text-characters" },
        { Good with { About = new string('a', 1_001) }, "/about text-too-long" },
        { Good with { Sex = Sex.Unspecified }, "/sex choice" },
        { Good with { Sex = (Sex)99 }, "/sex choice" },
        { Good with { MaritalStatus = MaritalStatus.Unspecified }, "/maritalStatus choice" },
        { Good with { MaritalStatus = (MaritalStatus)99 }, "/maritalStatus choice" },
        { Good with { Domicile = null }, "/domicile field-required" },
        { At(Home with { LocationType = LocationType.Unspecified }), "/domicile/locationType choice" },
        { At(Home with { LocationType = (LocationType)99 }), "/domicile/locationType choice" },
        { At(Home with { ProvinceCode = null }), "/domicile/provinceCode region-unknown" },
        { At(Home with { ProvinceCode = "99" }), "/domicile/provinceCode region-unknown" },
        { At(Home with { ProvinceCode = "32" }), "/domicile/cityCode region-not-within" },
        { At(Home with { CityCode = "35.73" }), "/domicile/districtCode region-not-within" },
        { At(Home with { CityCode = "35" }), "/domicile/cityCode region-unknown" },
        { At(Home with { DistrictCode = "35.78.02" }), "/domicile/villageCode region-not-within" },
        { At(Home with { VillageCode = "35.78.08.1002" }), "/domicile/villageCode region-unknown" },
        { At(Home with { VillageCode = "35.73.01.1001" }), "/domicile/villageCode region-not-within" },
        { At(Home with { VillageCode = "Airlangga" }), "/domicile/villageCode region-unknown" },
        { At(Home with { Country = "JP" }), "/domicile/country location-type-differs" },
        { At(Home with { Address = "" }), "/domicile/address text-empty" },
        { At(Home with { PostalCode = null }), "/domicile/postalCode postal-code" },
        { At(Home with { PostalCode = "6028" }), "/domicile/postalCode postal-code" },
        { At(Home with { PostalCode = "602860" }), "/domicile/postalCode postal-code" },
        { At(Home with { PostalCode = "6028x" }), "/domicile/postalCode postal-code" },
        { At(Home with { PostalCode = "6028٦" }), "/domicile/postalCode postal-code" },
        { At(Abroad with { Country = null }), "/domicile/country country-code" },
        { At(Abroad with { Country = "ID" }), "/domicile/country country-code" },
        { At(Abroad with { Country = "jp" }), "/domicile/country country-code" },
        { At(Abroad with { Country = "XX" }), "/domicile/country country-code" },
        { At(Abroad with { ProvinceCode = "35" }), "/domicile/provinceCode location-type-differs" },
        { At(Abroad with { CityCode = "35.78" }), "/domicile/cityCode location-type-differs" },
        { At(Abroad with { DistrictCode = "35.78.08" }), "/domicile/districtCode location-type-differs" },
        { At(Abroad with { VillageCode = "35.78.08.1003" }), "/domicile/villageCode location-type-differs" },
        { At(Abroad with { PostalCode = "60286" }), "/domicile/postalCode location-type-differs" },
    };

    public static TheoryData<ProfileStep, Profile, string> BadOthers => new()
    {
        { ProfileStep.Parents, Good with { Parents = Good.Parents! with { FatherName = "" } }, "/fatherName text-empty" },
        { ProfileStep.Parents, Good with { Parents = Good.Parents! with { Address = "" } }, "/address text-empty" },
        { ProfileStep.EmergencyContacts, Reach(Contact, Contact with { Name = "" }), "/contacts/1/name text-empty" },
        { ProfileStep.EmergencyContacts, Reach(Contact with { Relation = "" }), "/contacts/0/relation text-empty" },
        { ProfileStep.EmergencyContacts, Reach(Contact with { Address = "" }), "/contacts/0/address text-empty" },
        { ProfileStep.EmergencyContacts, Reach([.. Enumerable.Repeat(Contact, 6)]), "/contacts too-many-items" },
        { ProfileStep.Skills, Can(null), "/hasNone field-required" },
        { ProfileStep.Skills, Can(true, "Menjahit"), "/entries none-with-entries" },
        { ProfileStep.Skills, Can(false, "Menjahit", ""), "/entries/1 text-empty" },
        { ProfileStep.Skills, Can(false, new string('a', 51)), "/entries/0 text-too-long" },
        { ProfileStep.Skills, Can(false, "Menjahit", "Memasak", "MENJAHIT"), "/entries/2 duplicate-item" },
        { ProfileStep.Skills, Can(false, [.. Enumerable.Range(0, 31).Select(n => $"skill {n}")]), "/entries too-many-items" },
        { ProfileStep.Languages, Speaks(("jp", "N5")), "/languages/0/language language-code,/languages/0/level language-level" },
        { ProfileStep.Languages, Speaks(("JA", "A1")), "/languages/0/language language-code" },
        { ProfileStep.Languages, Speaks(("en", "N5")), "/languages/0/level language-level" },
        { ProfileStep.Languages, Speaks(("ja", "N6")), "/languages/0/level language-level" },
        { ProfileStep.Languages, Speaks(("ja", "N5"), ("ja", "A2")), "/languages/1/language duplicate-item" },
        { ProfileStep.Languages, Speaks([.. Enumerable.Repeat(("ja", "N5"), 21)]), DuplicatesThenTooMany() },
    };

    [Theory]
    [MemberData(nameof(BadBiodata))]
    public void Biodata_that_cannot_be_kept_is_refused_with_its_place(Profile profile, string reasons) =>
        Assert.Equal(reasons, Refused(ProfileStep.Biodata, profile));

    [Theory]
    [MemberData(nameof(BadOthers))]
    public void What_cannot_be_kept_is_refused_with_its_place(ProfileStep step, Profile profile, string reasons) =>
        Assert.Equal(reasons, Refused(step, profile));

    [Fact]
    public void Everything_up_to_the_limits_is_kept()
    {
        var (text, address, story) = (new string('a', 200), new string('a', 500), new string('a', 998) + "\nb");
        var full = Good with
        {
            BirthPlace = text,
            IdentityAddress = address,
            About = story,
            Domicile = Home with { PostalCode = "00000", Address = address },
            Skills = new History<string> { HasNone = false, Entries = [.. Enumerable.Range(0, 30).Select(n => $"{n}".PadLeft(50, 'a'))] },
            Languages = [.. new[] { "ja", "en", "ar", "zh", "ko" }.Select(code => new LanguageSkill(code, "C2"))],
            EmergencyContacts = [.. Enumerable.Repeat(Contact with { Name = text, Relation = text, Address = address }, 5)],
        };
        foreach (var step in Enum.GetValues<ProfileStep>().Where(step => step > ProfileStep.Photo)) Assert.Equal("", Refused(step, full));
        Assert.Equal("", Refused(ProfileStep.Biodata, At(Abroad) with { About = null }));
        Assert.Equal("", Refused(ProfileStep.EmergencyContacts, Reach()));
        Assert.Equal("", Refused(ProfileStep.Languages, Speaks()));
        Assert.Equal("", Refused(ProfileStep.Skills, Can(true)));
        Assert.Equal("", Refused(ProfileStep.Skills, Can(false)));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_in_the_order_of_the_fields() => Assert.Equal(
        "/birthPlace text-empty,/sex choice,/domicile/postalCode postal-code",
        Refused(ProfileStep.Biodata, At(Home with { PostalCode = "" }) with { BirthPlace = "", Sex = Sex.Unspecified }));

    private static string Refused(ProfileStep step, Profile profile) => string.Join(',', ProfileLimits
        .Check(new SaveProfileStep(step, profile, 0), Facts, Examples.Regions())
        .Select(reason => $"{reason.Pointer} {reason.Code}"));

    private static Profile At(Domicile domicile) => Good with { Domicile = domicile };

    private static Profile Reach(params ImmutableArray<EmergencyContact> contacts) => Good with { EmergencyContacts = contacts };

    private static Profile Can(bool? hasNone, params ImmutableArray<string> skills) =>
        Good with { Skills = new History<string> { HasNone = hasNone, Entries = skills } };

    private static Profile Speaks(params ImmutableArray<(string Language, string Level)> languages) =>
        Good with { Languages = [.. languages.Select(skill => new LanguageSkill(skill.Language, skill.Level))] };

    private static string DuplicatesThenTooMany() => string.Join(',', Enumerable.Range(1, 19)
        .Select(index => $"/languages/{index}/language duplicate-item").Prepend("/languages too-many-items"));
}
