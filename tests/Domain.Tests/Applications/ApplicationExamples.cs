namespace Siskop2mi.Domain.Tests.Applications;

/// <summary>Applications as the rules themselves bring them to a status.</summary>
internal static class ApplicationExamples
{
    public const string Id = "applicant-1.ijepa-16";

    public static readonly StartFacts Open = new(Examples.Batch, VacancyIsOpen: true);

    public static readonly LastStep LastStep = new(Examples.Office, true, null);

    public static readonly SubmitApplication Submit = new("key-1", Examples.Now);

    public static readonly ClaimApplication Claim = new(Examples.Officer, Examples.Office);

    public static readonly VerifyApplication Verify = new(Examples.Officer, Examples.Office);

    public static readonly ImmutableSortedDictionary<string, string> Picked =
        ImmutableSortedDictionary<string, string>.Empty.Add("diploma", "document-1").Add("family-permission", "document-2");

    public static readonly SubmissionFacts Complete = new()
    {
        VacancyIsOpen = true,
        MissingFromProfile = [],
        RequiredTypes = ["family-permission", "diploma"],
        UnusableDocuments = [],
    };

    public static ApplicationState Draft =>
        DraftRule.Start(new ApplicationState(), new StartApplication(Examples.Applicant, Examples.Vacancy), Id, Open).State;

    public static ApplicationState Ready
    {
        get
        {
            var picked = DraftRule.PickDocuments(Draft, new PickDocuments(Picked, 1)).State;
            return DraftRule.AnswerLastStep(picked, new AnswerLastStep(LastStep, 2), officeVerifies: true).State;
        }
    }

    public static ApplicationState Submitted => SubmissionRule.Decide(Ready, Submit, Complete).State;

    public static ApplicationState Claimed => VerificationRule.Claim(Submitted, Claim, Examples.Now).State;

    public static ApplicationState Verified => VerificationRule.Verify(Claimed, Verify, Examples.Now).State;

    /// <summary>The states worth telling apart in a status.</summary>
    public static ImmutableArray<ApplicationState> Of(ApplicationStatus status) => status switch
    {
        ApplicationStatus.NotStarted => [new ApplicationState()],
        ApplicationStatus.Draft => [Draft, Ready],
        ApplicationStatus.Submitted => [Submitted, Claimed],
        ApplicationStatus.DocumentsVerified => [Verified],
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No example of this status."),
    };
}
