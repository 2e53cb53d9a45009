using System.Globalization;

namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class ProfileRuleTests
{
    private static readonly ProfileFacts Facts = new(Examples.Today, Examples.Nik());

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
    public void Counts_full_years(string born, string day, int age) => Assert.Equal(age, ProfileRule.AgeOn(Date(day), Date(born)));

    [Theory]
    [InlineData("2008-03-02", true)] // 18 today
    [InlineData("2008-03-03", false)]
    [InlineData("1925-03-03", true)] // 100, a day before 101
    [InlineData("1925-03-02", false)]
    [InlineData("2030-01-01", false)]
    [InlineData("0001-01-01", false)]
    public void Keeps_only_possible_ages(string born, bool kept)
    {
        var decision = ProfileRule.Save(
            new ApplicantState(), new SaveProfile(Examples.Profile() with { BirthDate = Date(born) }, 0), Facts);
        Assert.Equal(kept ? null : "age-not-eligible", decision.Refusal?.Code);
    }

    [Fact]
    public void Every_save_grows_the_revision_by_one()
    {
        var first = Decisions.Accepts(ProfileRule.Save(new ApplicantState(), new SaveProfile(Examples.Profile(), 0), Facts), Saved(1));
        var changed = Examples.Profile() with { BirthPlace = "Malang" };
        var second = Decisions.Accepts(ProfileRule.Save(first, new SaveProfile(changed, 1), Facts), Saved(2));
        Assert.Equal((2, changed), (second.Revision, second.Profile));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_stale_revision_overwrites_nothing(int expected)
    {
        var state = new ApplicantState { Profile = Examples.Profile(), Revision = 2 };
        var command = new SaveProfile(Examples.Profile() with { BirthPlace = "Malang" }, expected);
        Decisions.Refuses(state, ProfileRule.Save(state, command, Facts), "version-conflict");
    }

    // The answer to the first save was lost; the profile comes again, as another instance with other collections.
    [Fact]
    public void A_save_sent_again_changes_nothing()
    {
        var state = ProfileRule.Save(new ApplicantState(), new SaveProfile(Examples.Profile(), 0), Facts).State;
        Decisions.Repeats(state, ProfileRule.Save(state, new SaveProfile(Examples.Profile(), 0), Facts));
        var otherContact =
            Examples.Profile() with { EmergencyContacts = [Examples.Profile().EmergencyContacts[0] with { Relation = "uncle" }] };
        Decisions.Refuses(state, ProfileRule.Save(state, new SaveProfile(otherContact, 0), Facts), "version-conflict");
        Decisions.Refuses(
            state, ProfileRule.Save(state, new SaveProfile(Examples.Profile() with { EmergencyContacts = [] }, 0), Facts),
                "version-conflict");
    }

    [Theory]
    [InlineData("1998-08-17", Sex.Female, false)]
    [InlineData("1998-08-18", Sex.Female, true)]
    [InlineData("1998-08-17", Sex.Male, true)]
    public void A_difference_from_the_NIK_is_a_flag_and_no_reason_to_refuse(string born, Sex sex, bool flagged)
    {
        var profile = Examples.Profile() with { BirthDate = Date(born), Sex = sex };
        var decision = ProfileRule.Save(new ApplicantState(), new SaveProfile(profile, 0), Facts);
        Assert.Null(decision.Refusal);
        Assert.Equal(flagged ? ["nik-data-differs"] : [], decision.State.Flags.AsEnumerable());
    }

    [Fact]
    public void A_flag_goes_when_its_reason_goes()
    {
        var flagged = ProfileRule.Save(new ApplicantState(), new SaveProfile(Examples.Profile() with { Sex = Sex.Male }, 0), Facts).State;
        Assert.Empty(ProfileRule.Save(flagged, new SaveProfile(Examples.Profile(), 1), Facts).State.Flags);
    }

    [Fact]
    public void Without_a_NIK_there_is_nothing_to_differ_from() => Assert.Empty(
        ProfileRule.Save(new ApplicantState(), new SaveProfile(Examples.Profile(), 0), Facts with { NationalId = null }).State.Flags);

    [Fact]
    public void Says_what_is_missing_in_the_order_of_the_guide()
    {
        Assert.Equal(["profile-missing"], Missing(null));
        Assert.Equal(
            ["parents-missing", "emergency-contact-missing"], Missing(Examples.Profile() with { Parents = null, EmergencyContacts = [] }));
        Assert.Equal(["emergency-contact-missing"], Missing(Examples.Profile() with { EmergencyContacts = [] }));
        Assert.Empty(Missing(Examples.Profile()));
    }

    private static IEnumerable<string> Missing(Profile? profile) =>
        ProfileRule.Readiness(new ApplicantState { Profile = profile }).Missing.Select(reason => reason.Code);

    // The event of an unflagged save; flags are an empty array, which records compare by its one empty instance.
    private static ProfileSaved Saved(int revision) => new(revision, []);

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
