using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;

namespace Siskop2mi.Grains.Applications;

/// <summary>
/// Places of the vacancy, where it keeps any: two grains, so two commits. The vacancy keeps a place first, the application
/// commits what it holds, then it says so. Whatever breaks off in between, the vacancy asks and follows.
/// </summary>
public sealed partial class ApplicationGrain
{
    public async Task<bool> HearPlace(PlaceNews news)
    {
        var decision = PlaceNewsRule.Hear(application.State, news, this.Now());
        await this.CommitAsync(application, decision);
        return PlaceNewsRule.IsHeld(application.State, news);
    }

    public async Task<Outcome<ApplicationView>> AcceptPlace()
    {
        if (application.State.Status is ApplicationStatus.NotStarted) return ApplicationRefusals.NotFound;
        if (application.State.Status is not ApplicationStatus.PlaceOnOffer)
            return application.State.Place?.Status is HoldingStatus.Taken ? View() : ApplicationRefusals.NothingOffered;
        var taken = await Vacancy.AcceptPlace(new AcceptPlace(this.GetPrimaryKeyString()));
        if (taken.Refusal is { } refusal) return refusal;
        await this.CommitAsync(application, PlaceNewsRule.Accept(application.State, taken.Value!, this.Now()));
        await SettlePlace(taken.Value!.Attempt, isHeld: true);
        return View();
    }

    private IVacancyGrain Vacancy => GrainFactory.GetGrain<IVacancyGrain>(application.State.VacancyId!);

    // After the place is kept, before the application says that it holds it; a place without an application is given back.
    private async Task<Outcome<ApplicationReceipt>> SubmitWithPlace(SubmitApplication command, SubmissionFacts facts)
    {
        var kept = await Vacancy.TakePlace(new TakePlace(this.GetPrimaryKeyString()));
        if (kept.Refusal is { } full) return full;
        if (await PinPicks() is { } removed)
        {
            await SettlePlace(kept.Value!.Attempt, isHeld: false);
            return removed;
        }

        await this.CommitAsync(application, SubmissionRule.Decide(application.State, command, facts with { Place = kept.Value }));
        await SettlePlace(kept.Value!.Attempt, isHeld: true);
        return ApplicationReceipt.Of(this.GetPrimaryKeyString(), application.State);
    }

    // What comes to an end gives its place back: in doubt first, so that a crash in between loses no place.
    private async Task GiveUpPlace(Func<Task> commit)
    {
        var attempt = await Vacancy.DoubtPlace(new DoubtPlace(this.GetPrimaryKeyString()));
        await commit();
        if (attempt is { } doubted) await SettlePlace(doubted, isHeld: false);
    }

    private Task SettlePlace(long attempt, bool isHeld) =>
        Vacancy.SettlePlace(new PlaceSettlement(this.GetPrimaryKeyString(), attempt, isHeld));
}
