using System.Globalization;

namespace Siskop2mi.Domain.Tests.Vacancies;

public sealed class EligibilityRuleTests
{
    private static readonly VacancyNotice Nurse = Examples.Notice() with
    {
        Demands = new EligibilityDemands
        {
            CutoffDate = new DateOnly(2023, 6, 16),
            MinimumAge = 18,
            MaximumAge = 35,
            Studies = [new StudyDemand("diploma-three", "nursing", null), new StudyDemand("diploma-three", null, "careworker-certificate")],
            MinimumExperienceMonths = 24,
        },
        RequiredDocuments = [new RequiredDocument("diploma", false), new RequiredDocument("passport", true)],
    };

    private static readonly EligibilityFacts Able = new()
    {
        BirthDate = new DateOnly(1995, 8, 17),
        Studies = [new HeldStudy("diploma-three", "nursing")],
        Documents = [new HeldDocument("nurse-registration", new DateOnly(2021, 6, 17)), new HeldDocument("diploma", null)],
        Work = [new WorkPeriod(new DateOnly(2020, 1, 1), new DateOnly(2023, 12, 31))],
    };

    [Fact]
    public void Everything_that_is_demanded_is_a_tick_in_the_order_of_mending() => Assert.Equal(
        ["age-at-cutoff profile/birthDate", "study-not-sufficient profile/education",
            "experience-not-sufficient documents/work-experience", "document-not-held documents/diploma"],
        EligibilityRule.Check(Nurse, Able).Select(tick => tick.IsMet && !tick.IsFinal ? $"{tick.Code} {tick.Pointer}" : "a gap"));

    // The cut-off counts: who turns 36 the day after is in, who is 18 on the day is in.
    [Theory]
    [InlineData("1987-06-17", true)]
    [InlineData("1987-06-16", false)]
    [InlineData("2005-06-16", true)]
    [InlineData("2005-06-17", false)]
    [InlineData(null, false)]
    public void Age_is_measured_at_the_cut_off(string? born, bool isMet)
    {
        var birthDate = born is null ? (DateOnly?)null : DateOnly.Parse(born, CultureInfo.InvariantCulture);
        var age = Tick("age-at-cutoff", Able with { BirthDate = birthDate });
        Assert.Equal((isMet, !isMet && born is not null), (age.IsMet, age.IsFinal));
        Assert.Equal(
            ("2023-06-16", "18", "35"), (age.Facts["cutoff"], age.Facts["minimumAge"], age.Facts["maximumAge"]));
    }

    [Theory]
    [InlineData("diploma-three", "nursing", true)]
    [InlineData("diploma-three", "other", false)]
    [InlineData("diploma-three", "other", true, "careworker-certificate")]
    [InlineData("bachelor", "nursing", false)]
    public void One_of_the_studies_is_enough_with_what_must_go_with_it(string level, string field, bool isMet, params string[] documents) =>
        Assert.Equal(isMet, Tick("study-not-sufficient", Able with
        {
            Studies = [new HeldStudy(level, field)],
            Documents = [.. documents.Select(type => new HeldDocument(type, null))],
        }).IsMet);

    [Theory]
    [InlineData("2021-06-17", true)]
    [InlineData("2021-06-18", false)]
    [InlineData(null, false)]
    public void Experience_counts_from_the_registration_on(string? registeredOn, bool isMet)
    {
        var documents = registeredOn is null
            ? [] : new[] { new HeldDocument("nurse-registration", DateOnly.Parse(registeredOn, CultureInfo.InvariantCulture)) };
        Assert.Equal(isMet, Tick("experience-not-sufficient", Able with { Documents = [.. documents] }).IsMet);
    }

    [Fact]
    public void A_bar_comes_first_and_cannot_be_mended()
    {
        var barred = EligibilityRule.Check(Nurse, Able with { BarredUntil = new DateOnly(2027, 1, 1) })[0];
        Assert.Equal(("barred", false, true, "2027-01-01"), (barred.Code, barred.IsMet, barred.IsFinal, barred.Facts["until"]));
    }

    [Fact]
    public void Without_demands_only_the_documents_count() => Assert.Equal(
        ["document-not-held"], EligibilityRule.Check(Nurse with { Demands = null }, new EligibilityFacts()).Select(tick => tick.Code));

    private static EligibilityTick Tick(string code, EligibilityFacts facts) =>
        Assert.Single(EligibilityRule.Check(Nurse, facts), tick => tick.Code == code);
}
