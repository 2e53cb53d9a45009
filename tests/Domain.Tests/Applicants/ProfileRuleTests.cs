using System.Globalization;

namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class ProfileRuleTests
{
    private static readonly ProfileFacts Facts = new(Examples.Today, Examples.Nik(), "Siti");
    private static readonly RegionCatalogue Regions = Examples.Regions();
    private static readonly ProfileStep[] Steps = [.. Enum.GetValues<ProfileStep>().Where(step => step > ProfileStep.Photo)];

    public static TheoryData<ProfileStep> AllSteps => [.. Steps];

    [Theory]
    [InlineData("2008-03-02", "2026-03-02", 18)]
    [InlineData("2008-03-03", "2026-03-02", 17)]
    [InlineData("2008-03-01", "2026-03-02", 18)]
    [InlineData("2008-12-31", "2026-12-30", 17)]
    [InlineData("2008-12-31", "2026-12-31", 18)]
    [InlineData("2009-01-01", "2026-12-31", 17)]
    [InlineData("2008-02-29", "2026-02-28", 17)]
    [InlineData("2008-02-29", "2026-03-01", 18)]
    [InlineData("2008-02-29", "2028-02-28", 19)]
    [InlineData("2008-02-29", "2028-02-29", 20)]
    [InlineData("2026-03-02", "2026-03-02", 0)]
    [InlineData("2026-03-03", "2026-03-02", -1)]
    [InlineData("0001-01-01", "2026-03-02", 2025)]
    public void Counts_full_years(string born, string day, int age) => Assert.Equal(age, FullYears.Between(Date(born), Date(day)));

    [Theory]
    [InlineData("2008-03-02", true)] // 18 today
    [InlineData("2008-03-03", false)]
    [InlineData("1925-03-03", true)] // 100, a day before 101
    [InlineData("1925-03-02", false)]
    [InlineData("2030-01-01", false)]
    [InlineData("0001-01-01", false)]
    public void Keeps_only_possible_ages(string born, bool kept)
    {
        var profile = Examples.Profile() with { BirthDate = Date(born) };
        Assert.Equal(kept ? null : "age-not-eligible", Save(new ApplicantState(), ProfileStep.Biodata, profile).Refusal?.Code);
        Assert.Null(Save(new ApplicantState(), ProfileStep.Skills, profile).Refusal); // only the step that is saved is read
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void A_step_is_kept_and_the_others_stay_as_they_are(ProfileStep step)
    {
        var full = Examples.Applied(Examples.Profile(), Steps);
        var without = Examples.Applied(Examples.Profile(), [.. Steps.Where(other => other != step)]);
        Assert.False(Primitives.Filled.Same(full.Profile, without.Profile));
        var saved = Save(without, step, Examples.Profile());
        Assert.True(Primitives.Filled.Same(full.Profile, saved.State.Profile));
        Assert.Equal((step, full.Revision), (Assert.IsType<ProfileSaved>(Assert.Single(saved.Events)).Step, saved.State.Revision));
    }

    [Fact]
    public void Every_save_grows_the_revision_by_one()
    {
        var first = Decisions.Accepts(
            Save(new ApplicantState(), ProfileStep.Biodata, Examples.Profile()), new ProfileSaved(1, []) { Step = ProfileStep.Biodata });
        var moved = Examples.Profile() with { BirthPlace = "Malang" };
        var second = Decisions.Accepts(Save(first, ProfileStep.Biodata, moved), new ProfileSaved(2, []) { Step = ProfileStep.Biodata });
        Assert.Equal((2, "Malang"), (second.Revision, second.Profile!.BirthPlace));
    }

    [Fact]
    public void Names_of_regions_come_from_the_list_and_not_from_who_sends_them()
    {
        var forged = Examples.Profile() with { Domicile = Examples.Profile().Domicile! with { Province = "Atlantis", Village = null } };
        Assert.Equal(Examples.Profile().Domicile, Save(new ApplicantState(), ProfileStep.Biodata, forged).State.Profile!.Domicile);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_stale_revision_overwrites_nothing(int expected)
    {
        var state = new ApplicantState { Profile = Examples.Profile(), Revision = 2 };
        var command = new SaveProfileStep(ProfileStep.Biodata, Examples.Profile() with { BirthPlace = "Malang" }, expected);
        Decisions.Refuses(state, ProfileRule.Save(state, command, Facts, Regions), "version-conflict");
    }

    // The answer to the first save was lost; the step comes again, as another instance with other collections.
    [Theory]
    [MemberData(nameof(AllSteps))]
    public void A_save_sent_again_changes_nothing(ProfileStep step)
    {
        var state = Examples.Applied(Examples.Profile(), step);
        Decisions.Repeats(state, ProfileRule.Save(state, new SaveProfileStep(step, Examples.Profile(), 0), Facts, Regions));
    }

    [Fact]
    public void A_stale_save_with_another_item_deep_inside_is_no_repeat()
    {
        var state = Examples.Applied(Examples.Profile(), Steps);
        var known = Examples.Profile();
        foreach (var (step, other) in new[]
        {
            (ProfileStep.EmergencyContacts, known with { EmergencyContacts = [known.EmergencyContacts[0] with { Relation = "uncle" }] }),
            (ProfileStep.EmergencyContacts, known with { EmergencyContacts = [] }),
            (ProfileStep.Parents, known with { Parents = known.Parents! with { MotherName = Examples.Mother("Sri") } }),
            (ProfileStep.Work, known with { Work = new History<WorkEntry> { HasNone = true } }),
        })
            Decisions.Refuses(state, ProfileRule.Save(state, new SaveProfileStep(step, other, 0), Facts, Regions), "version-conflict");
    }

    [Theory]
    [InlineData(ProfileStep.Unspecified)]
    [InlineData(ProfileStep.Photo)]
    public void What_is_no_step_of_the_profile_itself_cannot_be_saved_as_one(ProfileStep step) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Save(new ApplicantState(), step, Examples.Profile()));

    [Fact]
    public void A_photo_is_kept_replaced_and_not_taken_twice()
    {
        var first = Decisions.Accepts(
            ProfileRule.SavePhoto(new ApplicantState(), new SavePhoto(Examples.Photo())), new PhotoSaved(1, "a1"));
        Decisions.Repeats(first, ProfileRule.SavePhoto(first, new SavePhoto(Examples.Photo() with { BlobId = "another", FileName = "x" })));
        var second = Decisions.Accepts(ProfileRule.SavePhoto(first, new SavePhoto(Examples.Photo("b2"))), new PhotoSaved(2, "b2"));
        Assert.Equal("blob-b2", second.Photo!.BlobId);
    }

    [Theory]
    [InlineData("image/png", 5 * 1024 * 1024, null)]
    [InlineData("image/jpeg", (5 * 1024 * 1024) + 1, "photo-too-large")]
    [InlineData("application/pdf", 10, "photo-type")]
    [InlineData("image/gif", 10, "photo-type")]
    public void A_photo_is_an_image_of_five_megabytes_at_most(string mediaType, long size, string? code) => Assert.Equal(
        code, ProfileRule.SavePhoto(
            new ApplicantState(), new SavePhoto(Examples.Photo() with { MediaType = mediaType, Size = size })).Refusal?.Code);

    [Fact]
    public void Says_what_is_missing_in_the_order_of_the_guide()
    {
        var full = Examples.Profile();
        Assert.Equal(["profile-missing", "parents-missing", "emergency-contact-missing"], Missing(null));
        Assert.Equal(["profile-missing"], Missing(full with { BirthDate = null }));
        Assert.Equal(["parents-missing", "emergency-contact-missing"], Missing(full with { Parents = null, EmergencyContacts = [] }));
        Assert.Equal(["emergency-contact-missing"], Missing(full with { EmergencyContacts = [] }));
        Assert.Empty(Missing(full));
        Assert.Empty(Missing(full with { Education = new(), Work = new(), Skills = new(), Languages = [] }));
    }

    // A state as version 0.1.0 wrote it, before there were steps and codes of regions.
    [Fact]
    public void A_profile_of_before_is_read_and_only_its_domicile_has_to_be_given_anew()
    {
        const string Old = """
            {"revision":3,"flags":["nik-data-differs"],"profile":{"birthPlace":"Bandung","birthDate":"1995-08-17","sex":"female",
            "maritalStatus":"single","identityAddress":"a","domicile":{"province":"Jawa Barat","city":"Bandung","district":"c",
            "village":"d","postalCode":"40228","address":"e"},"parents":{"fatherName":"Budi","motherName":"Sri","address":"a"},
            "emergencyContacts":[{"name":"Budi","relation":"ayah","phone":"+6281234567890","address":"a"}]}}
            """;
        var state = System.Text.Json.JsonSerializer.Deserialize<ApplicantState>(Old, DomainJson.Options)!;
        Assert.Equal((3, "Bandung", "Jawa Barat"), (state.Revision, state.Profile!.BirthPlace, state.Profile.Domicile!.Province));
        Assert.Equal(["domicile-missing"], ProfileRule.Readiness(state).Missing.Select(reason => reason.Code));
        Assert.Equal(0, CompletenessRule.Of(state).Percent);
        Assert.Equal("Sri", Save(state, ProfileStep.Biodata, Examples.Profile()).State.Profile!.Parents!.MotherName.Reveal());
    }

    private static Decision<ApplicantState> Save(ApplicantState state, ProfileStep step, Profile profile) =>
        ProfileRule.Save(state, new SaveProfileStep(step, profile, state.Revision), Facts, Regions);

    private static IEnumerable<string> Missing(Profile? profile) =>
        ProfileRule.Readiness(new ApplicantState { Profile = profile }).Missing.Select(reason => reason.Code);

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
