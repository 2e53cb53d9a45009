using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Documents;

namespace Siskop2mi.Grains.Applicants;

/// <summary>Shell around <see cref="ProfileRule"/> and <see cref="BarRule"/>.</summary>
[GrainType("applicant")]
public sealed class ApplicantGrain(
    [PersistentState("applicant", StorageNames.Siskop2mi)] IPersistentState<ApplicantState> applicant,
    RegionCatalogue regions) : Grain, IApplicantGrain
{
    public async Task<Outcome<ApplicantProfile>> SaveStep(SaveProfileStep command)
    {
        var card = await GrainFactory.GetGrain<IAccountGrain>(this.GetPrimaryKeyString()).GetCard();
        var facts = new ProfileFacts(IndonesianTime.JakartaDate(this.Now()), card.NationalId, card.FullName)
        {
            OwnDocuments = await OwnOf(command.Content.ProofDocumentIds(command.Step)),
        };
        return await Decide(ProfileRule.Save(applicant.State, command, facts, regions));
    }

    public Task<Outcome<ApplicantProfile>> SavePhoto(SavePhoto command) => Decide(ProfileRule.SavePhoto(applicant.State, command));

    public Task<ApplicantProfile> GetProfile() => Task.FromResult(Profile());

    public Task<ApplicantReadiness> GetReadiness() => Task.FromResult(ProfileRule.Readiness(applicant.State));

    public Task Bar(BarApplicant command) => this.CommitAsync(applicant, BarRule.Decide(applicant.State, command));

    public Task<DateOnly?> GetBarredUntil(string programme) => Task.FromResult(BarRule.BarredUntil(applicant.State, programme));

    private async Task<Outcome<ApplicantProfile>> Decide(Decision<ApplicantState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(applicant, decision);
        return Profile();
    }

    private async Task<ImmutableHashSet<string>> OwnOf(IEnumerable<string> documentIds)
    {
        var owner = this.GetPrimaryKeyString();
        var own = documentIds.Where(id => id.StartsWith($"{owner}.", StringComparison.Ordinal)).Distinct().ToList();
        var documents = await Task.WhenAll(own.Select(id => GrainFactory.GetGrain<IDocumentGrain>(id).Get()));
        return [.. own.Where((_, index) => documents[index]?.OwnerId == owner)];
    }

    private ApplicantProfile Profile() =>
        new(this.GetPrimaryKeyString(), applicant.State.Revision, applicant.State.Profile, applicant.State.Flags)
        {
            Photo = applicant.State.Photo,
            Completeness = CompletenessRule.Of(applicant.State),
        };
}
