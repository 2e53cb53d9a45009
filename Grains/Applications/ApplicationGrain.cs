using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.GrainInterfaces.Vacancies;

namespace Siskop2mi.Grains.Applications;

/// <summary>
/// Shell around the rules of an application. This part holds what the applicant does: <see cref="DraftRule"/>,
/// <see cref="SubmissionRule"/> and <see cref="WithdrawalRule"/>.
/// </summary>
[GrainType("application")]
public sealed partial class ApplicationGrain(
    [PersistentState("application", StorageNames.Siskop2mi)] IPersistentState<ApplicationState> application,
    OfficeCatalogue offices,
    ReasonCatalogue reasons,
    VerificationTerms terms,
    WorkingDays workingDays) : Grain, IApplicationGrain, IRemindable
{
    private const string RaiseBarReminder = "raise-bar";

    private static readonly ImmutableArray<RefusalReason> NothingMissing = [];

    private ApplicationState? shownState;
    private ApplicationView? shown;

    public async Task<Outcome<ApplicationView>> Start(StartApplication command)
    {
        if (await GrainFactory.GetGrain<IVacancyGrain>(command.VacancyId).GetNotice() is not { } notice) return VacancyRefusals.NotFound;
        var facts = await GatherStartFacts(notice, command.ApplicantId, this.Now());
        return await Decide(DraftRule.Start(application.State, command, this.GetPrimaryKeyString(), facts));
    }

    public Task<Outcome<ApplicationView>> PickDocuments(PickDocuments command) =>
        Decide(DraftRule.PickDocuments(application.State, command));

    public Task<Outcome<ApplicationView>> AnswerLastStep(AnswerLastStep command) =>
        Decide(DraftRule.AnswerLastStep(application.State, command, Verifies(command.LastStep.OfficeId)));

    public async Task<Outcome<ApplicationReceipt>> Submit(SubmitApplication command)
    {
        if (application.State.Status is ApplicationStatus.NotStarted) return ApplicationRefusals.NotFound;
        var standing = await Standing();
        if (SubmissionRule.AtTheDoor(application.State, command, standing.Notice.IsOpenAt(command.ReceivedAt), standing.IsFull)
            is { } settled)
            return await Receipt(settled);
        var facts = await GatherSubmissionFacts(command.ReceivedAt, standing);
        var decision = SubmissionRule.Decide(application.State, command, facts);
        if (decision.Refusal is { } refusal) return refusal;
        if (facts.KeepsPlaces && application.State.Round == 0) return await SubmitWithPlace(command, facts);
        return await PinPicks() is { } removed ? removed : await Receipt(decision);
    }

    public async Task<ImmutableArray<RefusalReason>> FindMissing(DateTimeOffset now) =>
        ApplicationStatuses.After(application.State.Status, ApplicationCommand.Submit) is null
            ? NothingMissing
            : SubmissionRule.Missing(application.State, await GatherSubmissionFacts(now, await Standing()));

    public async Task<Outcome<ApplicationView>> Withdraw(WithdrawApplication command)
    {
        if (application.State.Status is ApplicationStatus.NotStarted) return ApplicationRefusals.NotFound;
        var notice = await Notice();
        var decision = WithdrawalRule.Decide(application.State, command, new WithdrawalFacts
        {
            Now = this.Now(),
            Reason = reasons.Find(ReasonUse.Withdrawal, command.Reason),
            Programme = notice.Programme,
            Stages = StepsOf(notice),
            BarYears = notice.WithdrawalBarYears,
        });
        // Before the commit: a reminder without a bar to raise forgets itself; a bar without one would be lost with the node.
        if (decision.State.Withdrawal?.BarredUntil is not null && !decision.Events.IsEmpty)
            await this.RegisterOrUpdateReminder(RaiseBarReminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        var outcome = await Decide(decision);
        if (outcome.Refusal is null) await RaiseBar();
        return outcome;
    }

    public async Task<Outcome<ApplicationView>> BookAppointment(BookAppointment command)
    {
        if (application.State.Status is ApplicationStatus.NotStarted) return ApplicationRefusals.NotFound;
        var notice = await GrainFactory.GetGrain<IVacancyGrain>(application.State.VacancyId!).GetNotice();
        return await Decide(AppointmentRule.Book(application.State, command, new OfferedDays(notice?.Verification, workingDays)));
    }

    public Task<Outcome<ApplicationView>> CancelAppointment() => Decide(AppointmentRule.Cancel(application.State));

    public Task<ApplicationView?> Get() =>
        Task.FromResult(application.State.Status is ApplicationStatus.NotStarted ? null : View());

    public Task ReceiveReminder(string reminderName, TickStatus status) => RaiseBar();

    // Whatever gives up or takes an appointment, on purpose or by stepping back, goes the way of appointments.
    private async Task<Outcome<ApplicationView>> Decide(Decision<ApplicationState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal;
        Func<Task> commit = () => this.CommitAsync(application, decision);
        var givesUp = application.State.Place is not null && decision.State.Place is null;
        var refused = await new AppointmentSteps(GrainFactory, this.GetPrimaryKeyString()).Change(
            application.State.Appointment, decision.State.Appointment, givesUp ? () => GiveUpPlace(commit) : commit);
        return refused is null ? View() : refused;
    }

    // The second commit of a withdrawal that bars, on the person's own grain. Repeating it changes nothing.
    private async Task RaiseBar()
    {
        if (application.State.Withdrawal is { BarredUntil: { } until, Programme: { } programme })
            await GrainFactory.GetGrain<IApplicantGrain>(application.State.ApplicantId!)
                .Bar(new BarApplicant(programme, until, this.GetPrimaryKeyString()));
        if (await this.GetReminder(RaiseBarReminder) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private async Task<StartFacts> GatherStartFacts(VacancyNotice notice, string applicantId, DateTimeOffset now) =>
        new(notice.BatchId, notice.IsOpenAt(now))
        {
            Programme = notice.Programme,
            Today = IndonesianTime.JakartaDate(now),
            BarredUntil = await GrainFactory.GetGrain<IApplicantGrain>(applicantId).GetBarredUntil(notice.Programme),
        };

    private async Task<VacancyStanding> Standing() => await Vacancy.GetStanding(this.GetPrimaryKeyString()) ?? throw NoNotice();

    private async Task<Outcome<ApplicationReceipt>> Receipt(Decision<ApplicationState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(application, decision);
        return ApplicationReceipt.Of(this.GetPrimaryKeyString(), application.State);
    }

    private async Task<SubmissionFacts> GatherSubmissionFacts(DateTimeOffset receivedAt, VacancyStanding standing)
    {
        var state = application.State;
        var applicant = GrainFactory.GetGrain<IApplicantGrain>(state.ApplicantId!);
        var (readiness, profile) = (applicant.GetReadiness(), applicant.GetProfile());
        var on = IndonesianTime.JakartaDate(receivedAt);
        var picks = await Task.WhenAll(state.Documents.Select(pick => ReadPick(pick.Key, pick.Value, on)));
        var vacancy = standing.Notice;
        var start = await GatherStartFacts(vacancy, state.ApplicantId!, receivedAt);
        var usable = picks.Where(pick => pick.WhyNot is null).Select(pick => pick.Document!);
        return new SubmissionFacts
        {
            VacancyIsOpen = vacancy.IsOpenAt(receivedAt),
            VacancyIsFull = standing.IsFull,
            KeepsPlaces = vacancy.Intake is not null,
            MissingFromProfile = (await readiness).Missing,
            RequiredTypes = [.. vacancy.RequiredDocuments.Where(required => !required.IsOptional).Select(required => required.TypeCode)],
            UnusableDocuments = [.. picks.Select(pick => pick.WhyNot).OfType<RefusalReason>()],
            Reference = ApplicationReference.Of(vacancy.Country, vacancy.BatchId, this.GetPrimaryKeyString(), this.Now()),
            Start = start,
            Unmet = EligibilityRule.Unmet(vacancy, ApplicantEvidence.Of((await profile).Profile, usable, start.BarredUntil)),
        };
    }

    // Before the commit: what an application was sent with must not be removed. A pin without an application is no harm.
    private async Task<Refusal?> PinPicks()
    {
        var picks = application.State.Documents;
        var pins = await Task.WhenAll(
            picks.Values.Select(id => GrainFactory.GetGrain<IDocumentGrain>(id).PinTo(this.GetPrimaryKeyString())));
        var gone = picks.Keys.Where((_, index) => pins[index].Refusal is not null).ToList();
        return gone.Count == 0
            ? null
            : ApplicationRefusals.NotReady.Because(gone.Select(type => new RefusalReason("document-not-usable", $"documents/{type}")));
    }

    private async Task<(DocumentView? Document, RefusalReason? WhyNot)> ReadPick(string typeCode, string documentId, DateOnly on)
    {
        var document = await GrainFactory.GetGrain<IDocumentGrain>(documentId).Get();
        return (document, DocumentUse.Check(document, application.State.ApplicantId!, typeCode, on));
    }

    private async Task<VacancyNotice> Notice() =>
        await Vacancy.GetNotice() ?? throw NoNotice();

    private InvalidOperationException NoNotice() =>
        new($"Application {this.GetPrimaryKeyString()} names a vacancy without a notice.");

    private bool Verifies(string officeId) => offices.Find(officeId) is { VerifiesProgrammes: true };

    // The same object while the state is the same: who makes bytes of it may keep them by it.
    private ApplicationView View()
    {
        if (shown is null || !ReferenceEquals(shownState, application.State))
            (shownState, shown) = (application.State, ApplicationView.Of(this.GetPrimaryKeyString(), application.State));
        return shown;
    }
}
