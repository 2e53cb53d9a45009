namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class CompletenessRuleTests
{
    private static readonly ApplicantState Full = new() { Profile = Examples.Profile(), Photo = Examples.Photo() };

    public static TheoryData<ApplicantState, int, string> Rows => new()
    {
        {
            new ApplicantState(), 0,
            "photo photo-missing,biodata profile-missing,education history-not-answered,work history-not-answered,"
            + "training history-not-answered,certification history-not-answered,skills history-not-answered"
        },
        { Full, 100, "" },
        { Full with { Photo = null }, 86, "photo photo-missing" },
        { With(profile => profile with { BirthDate = null }), 86, "biodata profile-missing" },
        { With(profile => profile with { Domicile = new Domicile { Province = "x", Address = "y" } }), 86, "biodata domicile-missing" },
        { With(profile => profile with { Education = new() { HasNone = true } }), 100, "" },
        { With(profile => profile with { Work = new() { HasNone = true }, Training = new() { HasNone = true } }), 100, "" },
        { With(profile => profile with { Certification = new() { HasNone = true }, Skills = new() { HasNone = true } }), 100, "" },
        { With(profile => profile with { Work = new() { HasNone = false } }), 86, "work history-empty" },
        { With(profile => profile with { Skills = new() }) with { Photo = null }, 71, "photo photo-missing,skills history-not-answered" },
        { With(profile => profile with { Parents = null, EmergencyContacts = [], Languages = [] }), 100, "" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Seven_equal_steps(ApplicantState state, int percent, string missing)
    {
        var completeness = CompletenessRule.Of(state);
        Assert.Equal(percent, completeness.Percent);
        Assert.Equal(Enumerable.Range(1, 7), completeness.Steps.Select(step => (int)step.Step));
        Assert.Equal(missing, string.Join(',', completeness.Steps.SelectMany(step => step.Missing.Select(reason =>
            $"{KebabCase.From(step.Step.ToString())} {reason.Code}"))));
    }

    private static ApplicantState With(Func<Profile, Profile> change) => Full with { Profile = change(Examples.Profile()) };
}
