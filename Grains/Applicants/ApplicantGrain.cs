using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;

namespace Siskop2mi.Grains.Applicants;

/// <summary>Shell around <see cref="ProfileRule"/>.</summary>
[GrainType("applicant")]
public sealed class ApplicantGrain(
    [PersistentState("applicant", StorageNames.Siskop2mi)] IPersistentState<ApplicantState> applicant) : Grain, IApplicantGrain
{
    public async Task<Outcome<ApplicantProfile>> SaveProfile(SaveProfile command)
    {
        var card = await GrainFactory.GetGrain<IAccountGrain>(this.GetPrimaryKeyString()).GetCard();
        var facts = new ProfileFacts(IndonesianTime.JakartaDate(this.Now()), card.NationalId);
        var decision = ProfileRule.Save(applicant.State, command, facts);
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(applicant, decision);
        return Profile();
    }

    public Task<ApplicantProfile> GetProfile() => Task.FromResult(Profile());

    public Task<ApplicantReadiness> GetReadiness() => Task.FromResult(ProfileRule.Readiness(applicant.State));

    private ApplicantProfile Profile() =>
        new(this.GetPrimaryKeyString(), applicant.State.Revision, applicant.State.Profile, applicant.State.Flags);
}
