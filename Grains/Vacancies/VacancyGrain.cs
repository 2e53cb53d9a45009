using Orleans.Concurrency;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;

namespace Siskop2mi.Grains.Vacancies;

/// <summary>
/// Shell around <see cref="AnnounceVacancyRule"/>, <see cref="PlaceRule"/> and <see cref="DrawRule"/>. Reentrant, because a
/// rush asks one vacancy for thousands of places and their writes are shared, and because it asks applications that may be
/// asking it.
/// </summary>
[Reentrant]
[GrainType("vacancy")]
public sealed partial class VacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy) : Grain, IVacancyGrain, IRemindable
{
    public async Task<Outcome<Done>> Announce(AnnounceVacancy command)
    {
        // More places than before are offered to who waits when the reminder comes.
        if (vacancy.State.Holdings.Waiting > 0) await BeReminded();
        var decision = AnnounceVacancyRule.Decide(vacancy.State, command);
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(vacancy, decision);
        return Done.Instance;
    }

    public Task<VacancyNotice?> GetNotice() => Task.FromResult(vacancy.State.Notice);

    public async Task<VacancyStanding?> GetStanding(string applicationId)
    {
        if (vacancy.State.Notice is not { } notice) return null;
        var isFull = PlaceRule.IsFullFor(vacancy.State, applicationId);
        // The last places may still be on their way to the disk: nobody is turned away for what never was.
        if (isFull) await this.AllDurableAsync(vacancy);
        return new VacancyStanding(notice, isFull);
    }

    public Task<PlaceCount?> CountPlaces() => Task.FromResult(vacancy.State.Notice?.Intake is { } intake
        ? new PlaceCount(intake.Places, vacancy.State.Taken, vacancy.State.Holdings.Waiting, vacancy.State.Holdings.Entered) : null);

    public Task<int?> CountAhead(string applicationId) => Task.FromResult(vacancy.State.Holdings.Ahead(applicationId));

    public async Task<Outcome<PlaceReceipt>> TakePlace(TakePlace command)
    {
        await BeReminded();
        return await Kept(PlaceRule.Take(vacancy.State, command, this.Now()), command.ApplicationId);
    }

    public async Task<Outcome<PlaceReceipt>> AcceptPlace(AcceptPlace command)
    {
        await BeReminded();
        return await Kept(PlaceRule.Accept(vacancy.State, command, this.Now()), command.ApplicationId);
    }

    public async Task<long?> DoubtPlace(DoubtPlace command)
    {
        await BeReminded();
        var decision = PlaceRule.Doubt(vacancy.State, command, this.Now());
        var attempt = decision.State.Holdings.Find(command.ApplicationId)?.Attempt;
        await this.CommitAsync(vacancy, decision);
        return attempt;
    }

    public async Task<Outcome<DrawResult>> HoldDraw(HoldDraw command)
    {
        await Settle(TakeKnown());
        await BeReminded();
        var decision = DrawRule.Hold(vacancy.State, command, this.Now());
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(vacancy, decision);
        return decision.State.Draw!;
    }

    // The receipt is read before the wait: later calls go on changing the state while this one becomes durable.
    private async Task<Outcome<PlaceReceipt>> Kept(Decision<VacancyState> decision, string applicationId)
    {
        if (decision.Refusal is { } refusal)
        {
            await this.AllDurableAsync(vacancy);
            return refusal;
        }

        var receipt = PlaceReceipt.Of(decision.State.Holdings.Find(applicationId)!);
        await this.CommitAsync(vacancy, decision);
        return receipt;
    }
}
