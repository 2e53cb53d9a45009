namespace Siskop2mi.Domain.Tests.Applications;

public sealed class LetterRuleTests
{
    private static readonly ApplicationView Sent = ApplicationView.Of(ApplicationExamples.Id, ApplicationExamples.Submitted);

    public static TheoryData<string, ApplicationView> Changes => new()
    {
        { "position", Sent with { VacancyId = "ijepa-16-careworker" } },
        { "office", Sent with { OfficeId = "bp3mi-aceh" } },
        { "sent again", Sent with { SubmittedAt = Sent.SubmittedAt!.Value.AddTicks(1) } },
        { "another document", Sent with { Documents = ApplicationExamples.Picked.SetItem("diploma", "document-9") } },
        { "a document more", Sent with { Documents = ApplicationExamples.Picked.Add("passport", "document-9") } },
        { "an appointment", Sent with { Appointment = new Appointment(Examples.Office, Examples.Today, new TimeOnly(9, 0)) } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_the_letter_says_changes_its_version(string what, ApplicationView changed)
    {
        Assert.NotEmpty(what);
        Assert.NotEqual(LetterRule.VersionOf(Sent), LetterRule.VersionOf(changed));
        Assert.Equal(LetterStanding.Outdated, LetterRule.StandingOf(LetterRule.VersionOf(Sent), changed));
    }

    [Fact]
    public void What_officers_do_changes_no_letter()
    {
        var claimed = Sent with { Revision = 9, Claim = new VerificationClaim(Examples.Officer, Examples.Now) };
        var verified = claimed with { Status = ApplicationStatus.DocumentsVerified, VerifiedAt = Examples.Now };
        Assert.Equal(LetterStanding.Current, LetterRule.StandingOf(LetterRule.VersionOf(Sent), claimed));
        Assert.Equal(LetterStanding.Current, LetterRule.StandingOf(LetterRule.VersionOf(Sent), verified));
    }

    [Fact]
    public void An_instant_is_the_same_in_every_zone() => Assert.Equal(
        LetterRule.VersionOf(Sent),
        LetterRule.VersionOf(Sent with { SubmittedAt = Sent.SubmittedAt!.Value.ToOffset(TimeSpan.FromHours(7)) }));

    // New statuses have to be put into one of the two lists with thought: a letter of a dead application must not stand.
    [Theory]
    [InlineData(ApplicationStatus.NotStarted, false)]
    [InlineData(ApplicationStatus.Draft, false)]
    [InlineData(ApplicationStatus.Submitted, true)]
    [InlineData(ApplicationStatus.DocumentsVerified, true)]
    [InlineData(ApplicationStatus.NeedsFix, true)]
    [InlineData(ApplicationStatus.DocumentsFailed, false)]
    [InlineData(ApplicationStatus.Absent, false)]
    [InlineData(ApplicationStatus.InSelection, true)]
    [InlineData(ApplicationStatus.Unsuccessful, false)]
    [InlineData(ApplicationStatus.Withdrawn, false)]
    public void A_letter_stands_while_the_application_goes_on(ApplicationStatus status, bool stands)
    {
        Assert.Equal(stands, LetterRule.IsIssuedIn(status));
        var standing = LetterRule.StandingOf(LetterRule.VersionOf(Sent), Sent with { Status = status });
        Assert.Equal(stands ? LetterStanding.Current : LetterStanding.Void, standing);
    }

    [Fact]
    public void A_letter_of_no_application_is_void() => Assert.Equal(LetterStanding.Void, LetterRule.StandingOf("x", null));

    [Theory]
    [InlineData("Siti Handayani", "S.H.")]
    [InlineData("  siti   nur  handayani ", "S.N.H.")]
    [InlineData("Suharto", "S.")]
    [InlineData("A B C D E F", "A.B.C.D.")]
    [InlineData("", "")]
    public void Initials_are_of_the_first_four_words(string name, string initials) =>
        Assert.Equal(initials, LetterRule.InitialsOf(name));
}
