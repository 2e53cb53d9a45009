namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class HistoryLimitsTests
{
    private static readonly DateOnly Tomorrow = Examples.Today.AddDays(1);
    private static readonly EducationEntry School = Examples.Ners();
    private static readonly WorkEntry Job = Examples.Job();
    private static readonly TrainingEntry Course = Examples.Course();
    private static readonly CertificationEntry Certificate = Examples.Certificate();
    private static readonly string TooLong = new('a', 201);

    public static TheoryData<EducationEntry, string> Schools => new()
    {
        { School with { GraduationYear = null }, "" },
        { School with { StartYear = 2026, GraduationYear = 2026 }, "" },
        { School with { Level = EducationLevel.JuniorSecondary, Major = "", Field = StudyField.Unspecified }, "" },
        { School with { Level = EducationLevel.SeniorSecondary, Field = StudyField.Unspecified }, "" },
        { School with { Level = EducationLevel.Unspecified }, "level choice" },
        { School with { Level = (EducationLevel)99 }, "level choice" },
        { School with { Institution = "" }, "institution text-empty" },
        { School with { Institution = TooLong }, "institution text-too-long" },
        { School with { Level = EducationLevel.SeniorSecondary, Major = "" }, "major text-empty" },
        { School with { Level = EducationLevel.Primary, Major = " " }, "major text-empty" },
        { School with { Level = EducationLevel.DiplomaOne, Field = StudyField.Unspecified }, "field choice" },
        { School with { Field = (StudyField)99 }, "field choice" },
        { School with { StartYear = 1899 }, "startYear year" },
        { School with { StartYear = 2027, GraduationYear = null }, "startYear year" },
        { School with { GraduationYear = 2027 }, "graduationYear year" },
        { School with { GraduationYear = 2019 }, "graduationYear ends-before-start" },
    };

    public static TheoryData<WorkEntry, string> Jobs => new()
    {
        { Job with { Description = null }, "" },
        { Job with { StartedOn = Examples.Today, EndedOn = Examples.Today }, "" },
        { Job with { EndedOn = null, IsCurrent = true }, "" },
        { Job with { ProofDocumentId = "siti.1" }, "" },
        { Job with { ProofDocumentId = "budi.1" }, "proofDocumentId proof-not-found" },
        { Job with { JobTitle = "" }, "jobTitle text-empty" },
        { Job with { Company = TooLong }, "company text-too-long" },
        { Job with { EmploymentType = EmploymentType.Unspecified }, "employmentType choice" },
        { Job with { LocationType = LocationType.Unspecified }, "locationType choice" },
        { Job with { Location = "" }, "location text-empty" },
        { Job with { StartedOn = Tomorrow, EndedOn = null, IsCurrent = true }, "startedOn date-in-future" },
        { Job with { EndedOn = null }, "endedOn end-or-current" },
        { Job with { IsCurrent = true }, "endedOn end-or-current" },
        { Job with { EndedOn = Job.StartedOn.AddDays(-1) }, "endedOn ends-before-start" },
        { Job with { EndedOn = Tomorrow }, "endedOn date-in-future" },
        { Job with { Description = "" }, "description text-empty" },
        { Job with { Description = new string('a', 1_001) }, "description text-too-long" },
    };

    public static TheoryData<TrainingEntry, string> Courses => new()
    {
        { Course with { EndedOn = Tomorrow }, "" },
        { Course with { EndedOn = Course.StartedOn, Description = "a\nb", ProofDocumentId = "siti.1" }, "" },
        { Course with { ProofDocumentId = "budi.1" }, "proofDocumentId proof-not-found" },
        { Course with { Institution = "" }, "institution text-empty" },
        { Course with { Programme = "" }, "programme text-empty" },
        { Course with { Vocation = "" }, "vocation text-empty" },
        { Course with { SubVocation = "" }, "subVocation text-empty" },
        { Course with { LocationType = (LocationType)99 }, "locationType choice" },
        { Course with { Location = " x" }, "location text-spaces" },
        { Course with { StartedOn = Tomorrow, EndedOn = Tomorrow }, "startedOn date-in-future" },
        { Course with { EndedOn = Course.StartedOn.AddDays(-1) }, "endedOn ends-before-start" },
        { Course with { Description = "a\rb" }, "description text-characters" },
    };

    public static TheoryData<CertificationEntry, string> Certificates => new()
    {
        { Certificate with { Score = null, ExpiresOn = null, ProofDocumentId = "siti.1" }, "" },
        { Certificate with { IssuedOn = Examples.Today, ExpiresOn = Tomorrow }, "" },
        { Certificate with { ProofDocumentId = "budi.1" }, "proofDocumentId proof-not-found" },
        { Certificate with { Programme = "" }, "programme text-empty" },
        { Certificate with { CertifyingBody = "" }, "certifyingBody text-empty" },
        { Certificate with { Score = "" }, "score text-empty" },
        { Certificate with { IssuedOn = Tomorrow, ExpiresOn = null }, "issuedOn date-in-future" },
        { Certificate with { ExpiresOn = Certificate.IssuedOn }, "expiresOn expires-before-issue" },
    };

    [Theory]
    [MemberData(nameof(Schools))]
    public void A_school(EducationEntry entry, string reason) => Check(
        ProfileStep.Education,
        new Profile { Education = new History<EducationEntry> { HasNone = false, Entries = [School, entry] } }, reason);

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job(WorkEntry entry, string reason) => Check(
        ProfileStep.Work, new Profile { Work = new History<WorkEntry> { HasNone = false, Entries = [Job, entry] } }, reason);

    [Theory]
    [MemberData(nameof(Courses))]
    public void A_training(TrainingEntry entry, string reason) => Check(
        ProfileStep.Training,
        new Profile { Training = new History<TrainingEntry> { HasNone = false, Entries = [Course, entry] } }, reason);

    [Theory]
    [MemberData(nameof(Certificates))]
    public void A_certification(CertificationEntry entry, string reason) => Check(
        ProfileStep.Certification,
        new Profile { Certification = new History<CertificationEntry> { HasNone = false, Entries = [Certificate, entry] } }, reason);

    [Fact]
    public void Twenty_entries_of_a_kind_and_no_more()
    {
        var jobs = new History<WorkEntry> { HasNone = false, Entries = [.. Enumerable.Repeat(Job, 20)] };
        Assert.Empty(Reasons(ProfileStep.Work, new Profile { Work = jobs }));
        var oneMore = new Profile { Work = jobs with { Entries = [.. jobs.Entries, Job] } };
        Assert.Equal(["/entries too-many-items"], Reasons(ProfileStep.Work, oneMore));
    }

    private static void Check(ProfileStep step, Profile profile, string reason) =>
        Assert.Equal(reason.Length == 0 ? [] : [$"/entries/1/{reason}"], Reasons(step, profile));

    private static IEnumerable<string> Reasons(ProfileStep step, Profile profile) => ProfileLimits
        .Check(
            new SaveProfileStep(step, profile, 0), new ProfileFacts(Examples.Today, null, null) { OwnDocuments = ["siti.1"] },
            Examples.Regions())
        .Select(reason => $"{reason.Pointer} {reason.Code}");
}
