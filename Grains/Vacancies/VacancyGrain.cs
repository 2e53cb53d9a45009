using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;

namespace Siskop2mi.Grains.Vacancies;

/// <summary>Shell around <see cref="AnnounceVacancyRule"/>.</summary>
[GrainType("vacancy")]
public sealed class VacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy) : Grain, IVacancyGrain
{
    public async Task<Outcome<Done>> Announce(AnnounceVacancy command)
    {
        var decision = AnnounceVacancyRule.Decide(vacancy.State, command);
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(vacancy, decision);
        return Done.Instance;
    }

    public Task<VacancyNotice?> GetNotice() => Task.FromResult(vacancy.State.Notice);
}
