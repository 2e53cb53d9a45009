using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.GrainInterfaces.Vacancies;

namespace Siskop2mi.Grains.Applications;

/// <summary>Shell around <see cref="DraftRule"/>, <see cref="SubmissionRule"/> and <see cref="VerificationRule"/>.</summary>
[GrainType("application")]
public sealed class ApplicationGrain(
    [PersistentState("application", StorageNames.Siskop2mi)] IPersistentState<ApplicationState> application,
    OfficeCatalogue offices) : Grain, IApplicationGrain
{
    public async Task<Outcome<ApplicationView>> Start(StartApplication command)
    {
        if (await GrainFactory.GetGrain<IVacancyGrain>(command.VacancyId).GetNotice() is not { } notice) return VacancyRefusals.NotFound;
        var facts = new StartFacts(notice.BatchId, notice.IsOpenAt(this.Now()));
        return await Decide(DraftRule.Start(application.State, command, this.GetPrimaryKeyString(), facts));
    }

    public Task<Outcome<ApplicationView>> PickDocuments(PickDocuments command) =>
        Decide(DraftRule.PickDocuments(application.State, command));

    public Task<Outcome<ApplicationView>> AnswerLastStep(AnswerLastStep command) => Decide(DraftRule.AnswerLastStep(
        application.State, command, offices.Find(command.LastStep.OfficeId) is { VerifiesProgrammes: true }));

    public async Task<Outcome<ApplicationReceipt>> Submit(SubmitApplication command)
    {
        if (application.State.Status is ApplicationStatus.NotStarted) return ApplicationRefusals.NotFound;
        var facts = await GatherSubmissionFacts(command.ReceivedAt);
        var decision = SubmissionRule.Decide(application.State, command, facts);
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(application, decision);
        return new ApplicationReceipt(this.GetPrimaryKeyString(), application.State.SubmittedAt!.Value);
    }

    public Task<Outcome<ApplicationView>> Claim(ClaimApplication command) =>
        Decide(VerificationRule.Claim(application.State, command, this.Now()));

    public Task<Outcome<ApplicationView>> Release(ReleaseApplication command) =>
        Decide(VerificationRule.Release(application.State, command));

    public Task<Outcome<ApplicationView>> Verify(VerifyApplication command) =>
        Decide(VerificationRule.Verify(application.State, command, this.Now()));

    public async Task<Outcome<ApplicationView>> BookAppointment(BookAppointment command)
    {
        if (application.State.Status is ApplicationStatus.NotStarted) return ApplicationRefusals.NotFound;
        var notice = await GrainFactory.GetGrain<IVacancyGrain>(application.State.VacancyId!).GetNotice();
        return await ChangeAppointment(AppointmentRule.Book(application.State, command, notice?.Verification));
    }

    public Task<Outcome<ApplicationView>> CancelAppointment() => ChangeAppointment(AppointmentRule.Cancel(application.State));

    public Task<ApplicationView?> Get() =>
        Task.FromResult(application.State.Status is ApplicationStatus.NotStarted ? null : View());

    private async Task<Outcome<ApplicationView>> Decide(Decision<ApplicationState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(application, decision);
        return View();
    }

    private async Task<Outcome<ApplicationView>> ChangeAppointment(Decision<ApplicationState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal;
        var refused = await new AppointmentSteps(GrainFactory, this.GetPrimaryKeyString()).Change(
            application.State.Appointment, decision.State.Appointment, () => this.CommitAsync(application, decision));
        return refused is null ? View() : refused;
    }

    private async Task<SubmissionFacts> GatherSubmissionFacts(DateTimeOffset receivedAt)
    {
        var state = application.State;
        var notice = GrainFactory.GetGrain<IVacancyGrain>(state.VacancyId!).GetNotice();
        var readiness = GrainFactory.GetGrain<IApplicantGrain>(state.ApplicantId!).GetReadiness();
        var picked = state.Documents.Select(pick => WhyNotUsable(pick.Key, pick.Value, IndonesianTime.JakartaDate(receivedAt))).ToList();
        var vacancy = await notice
            ?? throw new InvalidOperationException($"Application {this.GetPrimaryKeyString()} names a vacancy without a notice.");
        var unusable = (await Task.WhenAll(picked)).OfType<RefusalReason>();
        return new SubmissionFacts
        {
            VacancyIsOpen = vacancy.IsOpenAt(receivedAt),
            MissingFromProfile = (await readiness).Missing,
            RequiredTypes = [.. vacancy.RequiredDocuments.Where(required => !required.IsOptional).Select(required => required.TypeCode)],
            UnusableDocuments = [.. unusable],
        };
    }

    private async Task<RefusalReason?> WhyNotUsable(string typeCode, string documentId, DateOnly on)
    {
        var document = await GrainFactory.GetGrain<IDocumentGrain>(documentId).Get();
        return DocumentUse.Check(document, application.State.ApplicantId!, typeCode, on);
    }

    private ApplicationView View() => new()
    {
        ApplicationId = this.GetPrimaryKeyString(),
        Status = application.State.Status,
        ApplicantId = application.State.ApplicantId!,
        BatchId = application.State.BatchId!,
        VacancyId = application.State.VacancyId!,
        Revision = application.State.Revision,
        Documents = application.State.Documents,
        LastStep = application.State.LastStep,
        SubmittedAt = application.State.SubmittedAt,
        Claim = application.State.Claim,
        VerifiedAt = application.State.VerifiedAt,
        Appointment = application.State.Appointment,
    };
}
