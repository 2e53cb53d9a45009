using System.Collections.Immutable;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applicants;

namespace Siskop2mi.Grains.Applications;

/// <summary>
/// What officers do: <see cref="VerificationRule"/>, <see cref="VerdictRule"/>, <see cref="VerificationEndRule"/> at the office,
/// <see cref="StageRule"/> at the central office.
/// </summary>
public sealed partial class ApplicationGrain
{
    public async Task<Outcome<ApplicationView>> Claim(ClaimApplication command)
    {
        var isApplicant = application.State.ApplicantId is { } applicant && await IsSamePerson(command.OfficerId, applicant);
        return await Decide(VerificationRule.Claim(
            application.State, command, new ClaimFacts(this.Now(), terms.ClaimLasts, isApplicant)));
    }

    public Task<Outcome<ApplicationView>> Release(ReleaseApplication command) =>
        Decide(VerificationRule.Release(application.State, command));

    public Task<Outcome<ApplicationView>> RecordVerdict(RecordVerdict command) => Decide(VerdictRule.Record(
        application.State, command, reasons.Find(VerdictRule.UseOf(command.Kind), command.Reason), this.Now()));

    public Task<Outcome<ApplicationView>> Verify(VerifyApplication command) =>
        Decide(VerificationEndRule.Verify(application.State, command, this.Now()));

    public Task<Outcome<ApplicationView>> Return(ReturnApplication command) =>
        Decide(VerificationEndRule.Return(application.State, command, this.Now(), terms.FixDays));

    public Task<Outcome<ApplicationView>> Fail(FailApplication command) => Decide(VerificationEndRule.Fail(
        application.State, command, reasons.Find(ReasonUse.Fail, command.Reason), this.Now()));

    public Task<Outcome<ApplicationView>> MarkAbsent(MarkAbsent command) =>
        Decide(VerificationEndRule.MarkAbsent(application.State, command, this.Now()));

    public Task<Outcome<ApplicationView>> Move(MoveApplication command) =>
        Decide(VerificationRule.Move(application.State, command, Verifies(command.OfficeId)));

    public async Task<Outcome<ApplicationView>> PublishResult(PublishResult command)
    {
        if (application.State.Status is ApplicationStatus.NotStarted) return ApplicationRefusals.NotFound;
        return await Decide(StageRule.Decide(application.State, command, StepsOf(await Notice()), this.Now()));
    }

    // By account, and by NIK: a person may have an account of each kind.
    private async Task<bool> IsSamePerson(string officerId, string applicantId)
    {
        if (officerId == applicantId) return true;
        var officer = await GrainFactory.GetGrain<IAccountGrain>(officerId).GetCard();
        if (officer.NationalId is not { } nationalId) return false;
        return (await GrainFactory.GetGrain<IAccountGrain>(applicantId).GetCard()).NationalId == nationalId;
    }

    private static ImmutableArray<StageStep> StepsOf(VacancyNotice notice) =>
        [.. notice.Stages.Select(stage => new StageStep(stage.Code, stage.IsBinding))];
}
