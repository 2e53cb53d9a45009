using Orleans.Concurrency;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Grains;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>A vacancy whose guard is taken away: it gives places as if there were no end of them. Commits are the real ones.</summary>
[Reentrant]
[GrainType("vacancy")]
public sealed class BoundlessVacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy) : Grain, IVacancyGrain
{
    public async Task<Outcome<PlaceReceipt>> TakePlace(TakePlace command)
    {
        var notice = vacancy.State.Notice!;
        var endless = vacancy.State with { Notice = notice with { Intake = notice.Intake! with { Places = int.MaxValue } } };
        var decision = PlaceRule.Take(endless, command, this.Now());
        var receipt = PlaceReceipt.Of(decision.State.Holdings.Find(command.ApplicationId)!);
        await this.CommitAsync(vacancy, Decision.Accept(decision.State with { Notice = notice }, [.. decision.Events]));
        return receipt;
    }

    public Task<VacancyNotice?> GetNotice() => Task.FromResult(vacancy.State.Notice);

    public Task<VacancyStanding?> GetStanding(string applicationId) =>
        Task.FromResult<VacancyStanding?>(new VacancyStanding(vacancy.State.Notice!, false));

    // Settled is not what is broken here.
    public Task SettlePlace(PlaceSettlement command) => Task.CompletedTask;

    // Reference data is announced at every start; none of it is in this rush.
    public Task<Outcome<Done>> Announce(AnnounceVacancy command) => Task.FromResult<Outcome<Done>>(Done.Instance);

    public Task<PlaceCount?> CountPlaces() => throw new NotSupportedException();

    public Task<Outcome<PlaceReceipt>> AcceptPlace(AcceptPlace command) => throw new NotSupportedException();

    public Task<long?> DoubtPlace(DoubtPlace command) => throw new NotSupportedException();

    public Task<int?> CountAhead(string applicationId) => throw new NotSupportedException();

    public Task<Outcome<DrawResult>> HoldDraw(HoldDraw command) => throw new NotSupportedException();
}
