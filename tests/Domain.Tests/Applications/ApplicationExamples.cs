namespace Siskop2mi.Domain.Tests.Applications;

/// <summary>Applications as the rules themselves bring them to a status.</summary>
internal static class ApplicationExamples
{
    public const string Id = "applicant-1.ijepa-16";

    public static readonly StartFacts Open = new(Examples.Batch, VacancyIsOpen: true);

    public static readonly LastStep LastStep = new(Examples.Office, true, null);

    public static readonly SubmitApplication Submit = new("key-1", Examples.Now);

    public static readonly ClaimApplication Claim = new(Examples.Officer, Examples.Office);

    public static readonly ClaimFacts ClaimNow = new(Examples.Now, TimeSpan.FromHours(8), OfficerIsApplicant: false);

    public static readonly VerifyApplication Verify = new(Examples.Officer, Examples.Office, AcceptsAll: true);

    public static readonly Reason Unreadable = Reason("file-unreadable", ReasonUse.Fix);

    public static readonly Reason Forged = Reason("authenticity-forged", ReasonUse.Fail);

    public static readonly Reason Family = Reason("personal-family", ReasonUse.Withdrawal);

    public static readonly ImmutableArray<StageStep> Stages =
        [new StageStep("admin-passed", false), new StageStep("matched", true), new StageStep("in-training", true)];

    public static readonly WithdrawalFacts Withdrawal = new()
    {
        Now = Examples.Now,
        Reason = Family,
        Programme = "ijepa",
        Stages = Stages,
        BarYears = 2,
    };

    public static readonly ImmutableSortedDictionary<string, string> Picked =
        ImmutableSortedDictionary<string, string>.Empty.Add("diploma", "document-1").Add("family-permission", "document-2");

    public static readonly SubmissionFacts Complete = new()
    {
        VacancyIsOpen = true,
        MissingFromProfile = [],
        RequiredTypes = ["family-permission", "diploma"],
        UnusableDocuments = [],
        Reference = "JP16-2222-2222",
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

    public static ApplicationState Waiting => Sent(HoldingStatus.Waiting);

    public static ApplicationState InDraw => Sent(HoldingStatus.Entered);

    public static ApplicationState OnOffer => Hear(Waiting, HoldingStatus.Offered);

    public static ApplicationState WithPlace => Sent(HoldingStatus.Taken);

    /// <summary>The place was offered and not accepted: a draft again.</summary>
    public static ApplicationState Lapsed => Hear(OnOffer, HoldingStatus.Lost);

    public static ApplicationState Claimed => VerificationRule.Claim(Submitted, Claim, ClaimNow).State;

    public static ApplicationState Verified => VerificationEndRule.Verify(Claimed, Verify, Examples.Now).State;

    /// <summary>The diploma cannot be read; nothing is said of the other document.</summary>
    public static ApplicationState Judged =>
        VerdictRule.Record(Claimed, Verdict("diploma", VerdictKind.NeedsFix, "file-unreadable"), Unreadable, Examples.Now).State;

    public static ApplicationState Returned => VerificationEndRule.Return(
        Judged, new ReturnApplication(Examples.Officer, Examples.Office, "Mohon diperbaiki."), Examples.Now, 7).State;

    public static ApplicationState Mended => DraftRule.PickDocuments(
        Returned, new PickDocuments(Picked.SetItem("diploma", "document-9"), Returned.Revision)).State;

    public static ApplicationState SentAgain =>
        SubmissionRule.Decide(Mended, new SubmitApplication("key-2", Examples.Now.AddDays(1)), Complete).State;

    public static ApplicationState Failed => VerificationEndRule.Fail(
        Claimed, new FailApplication(Examples.Officer, Examples.Office, Forged.Code, null), Forged, Examples.Now).State;

    public static ApplicationState Absent => VerificationEndRule.MarkAbsent(
        Claimed, new MarkAbsent(Examples.Officer, Examples.Office, null), Examples.Now).State;

    public static ApplicationState AdminPassed => Publish(Verified, "admin-passed", true);

    public static ApplicationState Matched => Publish(AdminPassed, "matched", true);

    public static ApplicationState Unsuccessful => Publish(AdminPassed, "matched", false);

    public static RecordVerdict Verdict(string type, VerdictKind kind, string? reason = null, string? note = null) => new()
    {
        OfficerId = Examples.Officer,
        OfficeId = Examples.Office,
        TypeCode = type,
        Kind = kind,
        Reason = reason,
        Note = note,
    };

    public static Reason Reason(string code, ReasonUse use) => new()
    {
        Code = code,
        Use = use,
        Group = "group",
        GroupLabel = ImmutableSortedDictionary<string, string>.Empty,
        Label = ImmutableSortedDictionary<string, string>.Empty,
    };

    public static ApplicationState Withdraw(ApplicationState state) =>
        WithdrawalRule.Decide(state, new WithdrawApplication(Family.Code, null, AcceptsBar: true), Withdrawal).State;

    /// <summary>Sent to a vacancy that keeps this for it.</summary>
    public static ApplicationState Sent(HoldingStatus kept) =>
        SubmissionRule.Decide(Ready, Submit, Complete with { KeepsPlaces = true, Place = Receipt(kept) }).State;

    public static PlaceReceipt Receipt(HoldingStatus kept) =>
        new(kept, 5, 7, kept is HoldingStatus.Offered ? Examples.Now.AddHours(48) : null);

    public static PlaceNews News(HoldingStatus kept) => new(Examples.Vacancy, Receipt(kept));

    public static ApplicationState Hear(ApplicationState state, HoldingStatus kept) =>
        PlaceNewsRule.Hear(state, News(kept), Examples.Now).State;

    private static ApplicationState Publish(ApplicationState state, string stage, bool passed) =>
        StageRule.Decide(state, new PublishResult(stage, passed, null, "publication-1"), Stages, Examples.Now).State;

    /// <summary>The states worth telling apart in a status.</summary>
    public static ImmutableArray<ApplicationState> Of(ApplicationStatus status) => status switch
    {
        ApplicationStatus.NotStarted => [new ApplicationState()],
        ApplicationStatus.Draft => [Draft, Ready, Lapsed],
        ApplicationStatus.Submitted => [Submitted, Claimed, Judged, SentAgain, WithPlace, Hear(InDraw, HoldingStatus.Taken)],
        ApplicationStatus.DocumentsVerified => [Verified],
        ApplicationStatus.NeedsFix => [Returned, Mended, Taken(Mended)],
        ApplicationStatus.DocumentsFailed => [Failed],
        ApplicationStatus.Absent => [Absent],
        ApplicationStatus.InSelection => [AdminPassed, Matched],
        ApplicationStatus.Unsuccessful => [Unsuccessful],
        ApplicationStatus.Withdrawn => [Withdraw(Ready), Withdraw(Submitted), Withdraw(Matched), Withdraw(OnOffer)],
        ApplicationStatus.WaitingForPlace => [Waiting, Hear(InDraw, HoldingStatus.Waiting)],
        ApplicationStatus.PlaceOnOffer => [OnOffer],
        ApplicationStatus.InDraw => [InDraw],
        ApplicationStatus.NotDrawn => [Hear(InDraw, HoldingStatus.Lost)],
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No example of this status."),
    };

    private static ApplicationState Taken(ApplicationState state) => VerificationRule.Claim(state, Claim, ClaimNow).State;
}
