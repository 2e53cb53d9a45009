using System.Globalization;

namespace Siskop2mi.Domain.Tests.Applicants;

/// <summary>What officers are told to look at. Every row is accepted: a flag never turns anybody away.</summary>
public sealed class ProfileFlagsTests
{
    private static readonly Profile Good = Examples.Profile();
    private static readonly ProfileFacts Facts = new(Examples.Today, Examples.Nik(), "Siti");

    public static TheoryData<Profile, string> Names => new()
    {
        { Good, "" },
        { Good with { Parents = Good.Parents! with { FatherName = "J\u043Ek\u043E" } }, "mixed-script" }, // Cyrillic o
        { Good with { Parents = Good.Parents! with { FatherName = "Джоко" } }, "" },
        { Good with { Parents = Good.Parents! with { MotherName = Examples.Mother("R\u03B1tna") } }, "mixed-script" }, // Greek alpha
        { Good with { EmergencyContacts = [Good.EmergencyContacts[0] with { Name = "Siti \u0410yu" }] }, "mixed-script" },
        { Good with { EmergencyContacts = [Good.EmergencyContacts[0] with { Name = "Zoë Müller" }] }, "" },
        { Good with { Parents = null, EmergencyContacts = [] }, "" },
    };

    [Theory]
    [InlineData("1998-08-17", Sex.Female, "")]
    [InlineData("1998-08-18", Sex.Female, "nik-data-differs")]
    [InlineData("1998-08-17", Sex.Male, "nik-data-differs")]
    public void A_difference_from_the_NIK(string born, Sex sex, string flags) =>
        Assert.Equal(flags, Of(Good with { BirthDate = DateOnly.Parse(born, CultureInfo.InvariantCulture), Sex = sex }, Facts));

    [Theory]
    [InlineData("3578025708980002", "")]
    [InlineData("3578995708980002", "nik-region-unknown")] // the district
    [InlineData("3599025708980002", "nik-region-unknown")] // the city
    public void A_district_that_today_has_another_code(string nik, string flags) =>
        Assert.Equal(flags, Of(Good, Facts with { NationalId = Examples.Nik(nik) }));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_in_two_scripts(Profile profile, string flags) => Assert.Equal(flags, Of(profile, Facts));

    [Fact]
    public void The_confirmed_name_is_looked_at_too() => Assert.Equal("mixed-script", Of(Good, Facts with { FullName = "S\u0456ti" }));

    [Fact]
    public void Without_a_NIK_or_a_birth_date_there_is_nothing_to_differ_from()
    {
        Assert.Equal("", Of(Good with { Sex = Sex.Male }, Facts with { NationalId = null }));
        Assert.Equal("", Of(Good with { Sex = Sex.Male, BirthDate = null }, Facts));
    }

    [Fact]
    public void Flags_come_with_the_save_and_go_when_their_reason_goes()
    {
        var regions = Examples.Regions();
        var command = new SaveProfileStep(ProfileStep.Biodata, Good with { Sex = Sex.Male }, 0);
        var flagged = ProfileRule.Save(new ApplicantState(), command, Facts with { FullName = "S\u0456ti" }, regions);
        Assert.Equal(["nik-data-differs", "mixed-script"], flagged.State.Flags.AsEnumerable());
        Assert.Equal(flagged.State.Flags, Assert.IsType<ProfileSaved>(Assert.Single(flagged.Events)).Flags);
        Assert.Empty(ProfileRule.Save(flagged.State, new SaveProfileStep(ProfileStep.Biodata, Good, 1), Facts, regions).State.Flags);
    }

    private static string Of(Profile profile, ProfileFacts facts) => string.Join(',', ProfileFlags.Of(profile, facts, Examples.Regions()));
}
