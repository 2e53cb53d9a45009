using Siskop2mi.Domain.Tests.Applicants;
using Siskop2mi.Domain.Tests.Applications;
using Siskop2mi.Domain.Tests.Documents;
using Siskop2mi.Domain.Tests.Vacancies;

namespace Siskop2mi.Domain.Tests.Processes;

/// <summary>Every command with who calls it; what it emits is found by running the rule, never written down.</summary>
internal static class CommandCatalogue
{
    private static readonly MessageState Pending = MessageRule.Require(
        new MessageState(), new RequireMessage(MessageTemplate.ActivationLink, "a", "a"), Examples.Now).State;

    public static readonly ImmutableArray<Row> Rows =
    [
        Of<StartRegistration, AccountState>("IAccountGrain.StartRegistration", "anybody", [RegistrationRule.Start(
            new AccountState(), Examples.Registration(), Examples.Now)]),
        new(null, "answer of the civil registry", "the account itself, at once and by reminder every minute", Events(Answers)),
        Of<ChooseCredentials, AccountState>("IAccountGrain.ChooseCredentials", "who registered",
            from channel in new[] { ActivationChannel.Email, ActivationChannel.Sms }
            select ActivationRule.ChooseCredentials(
                Examples.Account(AccountStatus.CredentialsPending), Examples.Credentials("stamp-1", channel), Examples.Now)),
        Of<SendActivationAgain, AccountState>("IAccountGrain.SendActivationAgain", "who registered",
            from state in new[] { Examples.WaitingForCode(), Examples.Account(AccountStatus.ActivationPending) }
            select ActivationRule.SendAgain(
                state, new SendActivationAgain(Examples.Code()), Examples.Now + OneTimeCodeRule.PauseBetween)),
        Of<ChangeMobile, AccountState>("IAccountGrain.ChangeMobile", "who registered", [ActivationRule.ChangeMobile(
            Examples.Account(AccountStatus.ActivationPending), new ChangeMobile(Examples.Mobile("081234567899"), Examples.Code()),
            Examples.Now)]),
        Of<ConfirmByCode, AccountState>("IAccountGrain.ConfirmByCode", "who types the code of the text message",
            from typed in new[] { "123456", "654321" }
            select ActivationRule.Confirm(Examples.WaitingForCode(), Examples.Typed(typed), Examples.Now)),
        Of<ActivateAccount, AccountState>("IAccountGrain.Activate", "who opens the link in the mail", [ActivationRule.Activate(
            Examples.Account(AccountStatus.ActivationPending), Examples.Activation("stamp-1", "x"), Examples.Now)]),
        new(null, "seven days pass", "the account itself, by reminder", Events(
            [RegistrationRule.Abandon(Examples.Account(AccountStatus.ActivationPending), Examples.Now.AddDays(7))])),
        Of<AttemptLogIn, AccountState>("IAccountGrain.AttemptLogIn", "anybody", LogIns),
        Of<RequestPasswordReset, AccountState>("IAccountGrain.RequestPasswordReset", "anybody", [PasswordResetRule.Request(
            Examples.Account(AccountStatus.Active), new RequestPasswordReset(ActivationChannel.Email, Examples.Code()), Examples.Now)]),
        Of<ResetPassword, AccountState>("IAccountGrain.ResetPassword", "who types the code",
            from typed in new[] { "123456", "654321" }
            select PasswordResetRule.Reset(
                Forgetful, new ResetPassword(Examples.Code(typed), Examples.Stamp("h"), Examples.Stamp("x")), Examples.Now)),
        new(null, "somebody else opens an account with the same NIK", "`IAccountGrain.NoteOtherRegistration`, by the front door", Events(
            [PasswordResetRule.NoteOtherRegistration(Examples.Account(AccountStatus.Active), Examples.Now)])),
        Of<StartTotp, AccountState>("IAccountGrain.StartTotp", "the owner", [TotpRule.Start(
            Examples.Account(AccountStatus.Active), new StartTotp(Key))]),
        Of<ConfirmTotp, AccountState>("IAccountGrain.ConfirmTotp", "the owner", [TotpRule.Confirm(
            TotpRule.Start(Examples.Account(AccountStatus.Active), new StartTotp(Key)).State,
            new ConfirmTotp(TotpCode.At(Key, Examples.Now)), Examples.Now)]),
        Of<EndSessions, AccountState>("IAccountGrain.EndSessions", "the owner", [LogInRule.EndSessions(
            Examples.Account(AccountStatus.Active), new EndSessions(Examples.Stamp("x")))]),
        Of<AppointOfficer, AccountState>("IAccountGrain.Appoint", "an administrator; the demo", [LogInRule.Appoint(
            new AccountState(), Examples.Appointment(), Examples.Now)]),
        Of<ResetTotp, AccountState>("IAccountGrain.ResetTotp", "an administrator, the help desk", [TotpRule.Reset(
            LogInRule.Appoint(new AccountState(), Examples.Appointment(), Examples.Now).State with
            {
                Totp = new TotpEnrolment { Key = Key },
            },
            Examples.Officer, new ResetTotp("admin-1", Examples.Stamp("x")))]),
        Of<OpenAccountRecovery, AccountRecoveryState>("IAccountRecoveryGrain.Open", "anybody", [AccountRecoveryRule.Open(
            new AccountRecoveryState(), RecoveryExamples.Ask, Examples.Now)]),
        new(null, "answer of the civil registry about a recovery", "the recovery itself, at once and by reminder every minute", Events(
            from answer in new[] { RegistryAnswer.Match, RegistryAnswer.Mismatch }
            select AccountRecoveryRule.HearRegistry(
                RecoveryExamples.Of(AccountRecoveryStatus.IdentityChecking), answer, Examples.Now))),
        Of<ApproveAccountRecovery, AccountRecoveryState>("IAccountRecoveryGrain.Approve", "the help desk", [AccountRecoveryRule.Approve(
            RecoveryExamples.Of(AccountRecoveryStatus.Open), RecoveryExamples.Approval, RecoveryExamples.Facts())]),
        Of<RejectAccountRecovery, AccountRecoveryState>("IAccountRecoveryGrain.Reject", "the help desk", [AccountRecoveryRule.Reject(
            RecoveryExamples.Of(AccountRecoveryStatus.Open), RecoveryExamples.Rejection, RecoveryExamples.Facts())]),
        Of<SendRecoveryCodeAgain, AccountRecoveryState>("IAccountRecoveryGrain.SendCodeAgain", "who waits for the code",
            [AccountRecoveryRule.SendAgain(
                RecoveryExamples.Of(AccountRecoveryStatus.Approved), new SendRecoveryCodeAgain(Examples.Code()),
                Examples.Now.AddHours(1))]),
        Of<CompleteAccountRecovery, AccountRecoveryState>("IAccountRecoveryGrain.Complete", "who types the code",
            from typed in new[] { "123456", "654321" }
            select AccountRecoveryRule.Complete(
                RecoveryExamples.Of(AccountRecoveryStatus.Approved), RecoveryExamples.Typed(typed), Examples.Now)),
        Of<RecoverContacts, AccountState>("IAccountGrain.RecoverContacts", "the recovery whose code held, at once and by reminder",
            [AccountRecoveryRule.Recover(Examples.Account(AccountStatus.Active), RecoveryExamples.Contacts)]),
        new(null, "answer of the account", "the recovery itself, at once and by reminder every minute", Events(
            from taken in new[] { true, false }
            select AccountRecoveryRule.HearAccount(RecoveryExamples.Of(AccountRecoveryStatus.Completing), taken, Examples.Now))),
        Of<SaveProfileStep, ApplicantState>("IApplicantGrain.SaveStep", "the applicant", [ProfileRule.Save(
            new ApplicantState(), new SaveProfileStep(ProfileStep.Biodata, Examples.Profile(), 0),
            new ProfileFacts(Examples.Today, null, null), Examples.Regions())]),
        Of<SavePhoto, ApplicantState>("IApplicantGrain.SavePhoto", "the applicant", [ProfileRule.SavePhoto(
            new ApplicantState(), new SavePhoto(Examples.Photo()))]),
        Of<CountRegisterTry, RegisterTriesState>("IRegisterTriesGrain.Count", "the document, before it asks the register",
            [RegisterTriesRule.Count(new RegisterTriesState(), new CountRegisterTry(Examples.Now))]),
        Of<CheckNumber, DocumentState>("IDocumentGrain.CheckNumber", "the applicant", Enum.GetValues<StrAnswer>().Select(
            answer => DocumentExamples.Check(new DocumentState(), answer))),
        new(null, "answer of the register", "the document itself, by reminder", Events(Enum.GetValues<StrAnswer>().Select(
            answer => NumberCheckRule.Hear(DocumentExamples.One(DocumentStatus.CheckPending), answer)))),
        Of<AddDocument, DocumentState>("IDocumentGrain.Add", "the applicant", [AddDocumentRule.Decide(
            new DocumentState(), DocumentExamples.AddDiploma, new AddDocumentFacts(DocumentExamples.Diploma, Examples.Now))]),
        new(null, "answer of the document to be replaced", "the new document, at once and by reminder", Events(
            [
                ReplaceDocumentRule.Finish(DocumentExamples.Replacing, null),
                ReplaceDocumentRule.Finish(DocumentExamples.Replacing, DocumentRefusals.AlreadySuperseded),
            ])),
        Of<SupersedeDocument, DocumentState>("IDocumentGrain.Supersede", "the new document", [ReplaceDocumentRule.Supersede(
            DocumentExamples.One(DocumentStatus.Uploaded), DocumentExamples.Supersede)]),
        Of<PinDocument, DocumentState>("IDocumentGrain.PinTo", "an application, before it is sent", [KeepDocumentRule.Pin(
            DocumentExamples.One(DocumentStatus.Uploaded), new PinDocument(ApplicationExamples.Id))]),
        Of<RemoveDocument, DocumentState>("IDocumentGrain.Remove", "the applicant", [KeepDocumentRule.Remove(
            DocumentExamples.One(DocumentStatus.Uploaded), new RemoveDocument(Examples.Applicant))]),
        Of<AnnounceVacancy, VacancyState>("IVacancyGrain.Announce", "start-up, from reference data", [AnnounceVacancyRule.Decide(
            new VacancyState(), new AnnounceVacancy(Examples.Notice()))]),
        Of<TakePlace, VacancyState>("IVacancyGrain.TakePlace", "the application, before it is sent", PlaceMatrixTests.Taking),
        Of<AcceptPlace, VacancyState>("IVacancyGrain.AcceptPlace", "the application, before it says so", [PlaceRule.Accept(
            PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Offered)), new AcceptPlace("a"), Examples.Now)]),
        Of<DoubtPlace, VacancyState>("IVacancyGrain.DoubtPlace", "the application, before it lets go", [PlaceRule.Doubt(
            PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Taken)), new DoubtPlace("a"), Examples.Now)]),
        new(null, "`IVacancyGrain.SettlePlace`", "the application, last; the vacancy by reminder", Events(PlaceMatrixTests.Settling)),
        new(null, "an offer lapses", "the vacancy itself, by reminder", Events([PlaceRule.Lapse(
            PlaceExamples.With(PlaceExamples.Held("a", HoldingStatus.Offered)), Examples.Now.AddDays(3))])),
        Of<HoldDraw, VacancyState>("IVacancyGrain.HoldDraw", "the central office, with the seed", [DrawRule.Hold(
            PlaceExamples.Draw(PlaceExamples.Held("a", HoldingStatus.Entered) with { IsSettled = true }),
            new HoldDraw(PlaceExamples.Seed), Examples.Notice().ClosesAt)]),
        Of<StartApplication, ApplicationState>("IApplicationGrain.Start", "the applicant",
            [DraftRule.Start(
                new ApplicationState(), new StartApplication(Examples.Applicant, Examples.Vacancy), ApplicationExamples.Id,
                ApplicationExamples.Open)]),
        Of<PickDocuments, ApplicationState>("IApplicationGrain.PickDocuments", "the applicant", [DraftRule.PickDocuments(
            ApplicationExamples.Draft, new PickDocuments(ApplicationExamples.Picked, 1))]),
        Of<AnswerLastStep, ApplicationState>("IApplicationGrain.AnswerLastStep", "the applicant", [DraftRule.AnswerLastStep(
            ApplicationExamples.Draft, new AnswerLastStep(ApplicationExamples.LastStep, 1), true)]),
        Of<SubmitApplication, ApplicationState>("IApplicationGrain.Submit", "the applicant", [SubmissionRule.Decide(
            ApplicationExamples.Ready, ApplicationExamples.Submit, ApplicationExamples.Complete), SubmissionRule.Decide(
            ApplicationExamples.Mended, new SubmitApplication("key-2", Examples.Now), ApplicationExamples.Complete),
            .. Kept.Select(kept => SubmissionRule.Decide(ApplicationExamples.Ready, ApplicationExamples.Submit, kept))]),
        new(null, "`IApplicationGrain.AcceptPlace`", "the applicant", Events([PlaceNewsRule.Accept(
            ApplicationExamples.OnOffer, ApplicationExamples.Receipt(HoldingStatus.Taken), Examples.Now)])),
        new(null, "`IApplicationGrain.HearPlace`", "the vacancy", Events(News)),
        Of<WithdrawApplication, ApplicationState>("IApplicationGrain.Withdraw", "the applicant", [WithdrawalRule.Decide(
            ApplicationExamples.Matched, new WithdrawApplication("personal-family", null, true), ApplicationExamples.Withdrawal)]),
        Of<BarApplicant, ApplicantState>("IApplicantGrain.Bar", "the application that was withdrawn, at once and by reminder",
            [BarRule.Decide(new ApplicantState(), new BarApplicant("ijepa", Examples.Today, ApplicationExamples.Id))]),
        Of<ClaimApplication, ApplicationState>("IApplicationGrain.Claim", "an officer of the chosen office", [VerificationRule.Claim(
            ApplicationExamples.Submitted, ApplicationExamples.Claim, ApplicationExamples.ClaimNow)]),
        Of<ReleaseApplication, ApplicationState>("IApplicationGrain.Release", "the officer who holds it", [VerificationRule.Release(
            ApplicationExamples.Claimed, new ReleaseApplication(Examples.Officer, Examples.Office))]),
        Of<RecordVerdict, ApplicationState>("IApplicationGrain.RecordVerdict", "the officer who holds it", [VerdictRule.Record(
            ApplicationExamples.Claimed, ApplicationExamples.Verdict("diploma", VerdictKind.Ok), null, Examples.Now)]),
        Of<VerifyApplication, ApplicationState>("IApplicationGrain.Verify", "the officer who holds it", [VerificationEndRule.Verify(
            ApplicationExamples.Claimed, ApplicationExamples.Verify, Examples.Now)]),
        Of<ReturnApplication, ApplicationState>("IApplicationGrain.Return", "the officer who holds it", [VerificationEndRule.Return(
            ApplicationExamples.Judged, new ReturnApplication(Examples.Officer, Examples.Office, null), Examples.Now, 7)]),
        Of<FailApplication, ApplicationState>("IApplicationGrain.Fail", "the officer who holds it", [VerificationEndRule.Fail(
            ApplicationExamples.Claimed, new FailApplication(Examples.Officer, Examples.Office, "authenticity-forged", null),
            ApplicationExamples.Forged, Examples.Now)]),
        Of<MarkAbsent, ApplicationState>("IApplicationGrain.MarkAbsent", "the officer who holds it", [VerificationEndRule.MarkAbsent(
            ApplicationExamples.Claimed, new MarkAbsent(Examples.Officer, Examples.Office, null), Examples.Now)]),
        Of<MoveApplication, ApplicationState>("IApplicationGrain.Move", "the central office", [VerificationRule.Move(
            ApplicationExamples.Submitted, new MoveApplication("bp3mi-bali"), officeVerifies: true)]),
        Of<PublishResult, ApplicationState>("IApplicationGrain.PublishResult", "the central office", Results),
        Of<BookAppointment, ApplicationState>("IApplicationGrain.BookAppointment", "the applicant", [AppointmentRule.Book(
            ApplicationExamples.Submitted, AppointmentExamples.Book, AppointmentExamples.Days)]),
        new(null, "`IApplicationGrain.CancelAppointment`", "the applicant", Events([AppointmentRule.Cancel(AppointmentExamples.Booked)])),
        Of<ReserveSlot, OfficeDayState>("IOfficeDayGrain.Reserve", "the application, first", [AppointmentExamples.Reserved]),
        Of<DoubtSlot, OfficeDayState>("IOfficeDayGrain.Doubt", "the application, before it lets go", [OfficeDayRule.Doubt(
            AppointmentExamples.Reserved.State, AppointmentExamples.Doubt, Examples.Now)]),
        Of<SettleSlot, OfficeDayState>("IOfficeDayGrain.Settle", "the application, last; the office-day by reminder",
            [OfficeDayRule.Settle(AppointmentExamples.Reserved.State, AppointmentExamples.Settle(true)),
                OfficeDayRule.Settle(AppointmentExamples.Reserved.State, AppointmentExamples.Settle(false))]),
        Of<RequireMessage, MessageState>("IMessageGrain.Require", "the reader of the event feed", [MessageRule.Require(
            new MessageState(), new RequireMessage(MessageTemplate.ActivationLink, "a", "a"), Examples.Now)]),
        Of<RecordMessageAttempt, MessageState>("IMessageGrain.RecordAttempt", "the mail sender", Attempts),
    ];

    private static IEnumerable<SubmissionFacts> Kept =>
        from kept in new[] { HoldingStatus.Taken, HoldingStatus.Waiting, HoldingStatus.Entered }
        select ApplicationExamples.Complete with { KeepsPlaces = true, Place = ApplicationExamples.Receipt(kept) };

    private static IEnumerable<Decision<ApplicationState>> News =>
        from state in new[] { ApplicationExamples.InDraw, ApplicationExamples.Waiting, ApplicationExamples.OnOffer }
        from kept in Enum.GetValues<HoldingStatus>().Where(kept => kept is not HoldingStatus.Unspecified)
        select PlaceNewsRule.Hear(state, ApplicationExamples.News(kept), Examples.Now);

    private static IEnumerable<Decision<ApplicationState>> Results =>
        from passed in new[] { true, false }
        select StageRule.Decide(
            ApplicationExamples.Verified, new PublishResult("admin-passed", passed, null, "p"), ApplicationExamples.Stages, Examples.Now);

    private static IEnumerable<Decision<AccountState>> Answers =>
        Enum.GetValues<RegistryAnswer>().Select(
            answer => RegistrationRule.HearRegistry(Examples.Account(AccountStatus.IdentityChecking), answer));

    private static IEnumerable<Decision<AccountState>> LogIns =>
        from failed in Enumerable.Range(0, LogInRule.MaxFailedLogIns)
        from matches in new[] { true, false }
        let origin = new OriginFailures("", failed, Examples.Now, null)
        select LogInRule.Decide(
            Examples.Account(AccountStatus.Active) with { LogIns = new LogInAttempts { Origins = [origin] } },
            new AttemptLogIn(matches), Examples.Now);

    private static AccountSecret Key => AccountSecret.Restore("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    private static AccountState Forgetful => PasswordResetRule.Request(
        Examples.Account(AccountStatus.Active), new RequestPasswordReset(ActivationChannel.Email, Examples.Code()), Examples.Now).State;

    private static IEnumerable<Decision<MessageState>> Attempts =>
        from tried in new[] { 0, MessageRule.MaxAttempts - 1 }
        from result in Enum.GetValues<MessageAttempt>().Where(result => result is not MessageAttempt.Unspecified)
        select MessageRule.Record(Pending with { Attempts = tried }, new RecordMessageAttempt(result), Examples.Now);

    private static Row Of<TCommand, TState>(string method, string caller, IEnumerable<Decision<TState>> decisions) where TState : Entity =>
        new(typeof(TCommand), method, caller, Events(decisions));

    private static ImmutableArray<string> Events<TState>(IEnumerable<Decision<TState>> decisions) where TState : Entity =>
        [.. decisions.SelectMany(decision => decision.Events).Select(happened => EventTypes.NameOf(happened.GetType())).Distinct()];
}

/// <param name="Command">The command; null for what a grain does by itself.</param>
/// <param name="Method">The grain method that carries it out, or what brings it about.</param>
/// <param name="Caller">Who calls it.</param>
/// <param name="Events">Names of what it may emit.</param>
internal sealed record Row(Type? Command, string Method, string Caller, ImmutableArray<string> Events);
