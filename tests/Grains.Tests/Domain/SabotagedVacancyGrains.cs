using Orleans.Concurrency;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Vacancies;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>A vacancy whose commits are right, to be broken in one rule.</summary>
public abstract class VacancyCopy(IPersistentState<VacancyState> vacancy, TimeProvider time) : Grain, IVacancyGrain, IRemindable
{
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromMilliseconds(200);

    protected VacancyState State => vacancy.State;

    protected virtual bool AsksAboutWhatIsOpen => true;

    protected virtual PlaceSettlement Heard(PlaceSettlement command) => command;

    protected virtual Decision<VacancyState> Take(TakePlace command) => PlaceRule.Take(State, command, this.Now());

    protected virtual Decision<VacancyState> Doubt(DoubtPlace command) => PlaceRule.Doubt(State, command, this.Now());

    public async Task<Outcome<Done>> Announce(AnnounceVacancy command)
    {
        await Commit(AnnounceVacancyRule.Decide(State, command));
        return Done.Instance;
    }

    public Task<VacancyNotice?> GetNotice() => Task.FromResult(State.Notice);

    public Task<VacancyStanding?> GetStanding(string applicationId) =>
        Task.FromResult<VacancyStanding?>(new VacancyStanding(State.Notice!, PlaceRule.IsFullFor(State, applicationId)));

    public Task<PlaceCount?> CountPlaces() => throw new NotSupportedException();

    public Task<int?> CountAhead(string applicationId) => throw new NotSupportedException();

    public virtual async Task<Outcome<PlaceReceipt>> TakePlace(TakePlace command)
    {
        await Remind();
        return await Kept(Take(command), command.ApplicationId);
    }

    public async Task<Outcome<PlaceReceipt>> AcceptPlace(AcceptPlace command)
    {
        await Remind();
        return await Kept(PlaceRule.Accept(State, command, this.Now()), command.ApplicationId);
    }

    public async Task<long?> DoubtPlace(DoubtPlace command)
    {
        await Remind();
        var decision = Doubt(command);
        var attempt = decision.State.Holdings.Find(command.ApplicationId)?.Attempt;
        await Commit(decision);
        return attempt;
    }

    public virtual Task SettlePlace(PlaceSettlement command) => Commit(PlaceRule.Settle(State, [Heard(command)], this.Now()));

    public async Task<Outcome<DrawResult>> HoldDraw(HoldDraw command)
    {
        await Remind();
        var decision = DrawRule.Hold(State, command, this.Now());
        if (decision.Refusal is { } refusal) return refusal;
        await Commit(decision);
        return decision.State.Draw!;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await Commit(PlaceRule.Lapse(State, this.Now()));
        if (!AsksAboutWhatIsOpen) return;
        var open = PlaceRule.Unsettled(State, this.Now());
        await this.AllDurableAsync(vacancy);
        foreach (var one in open)
        {
            var news = new PlaceNews(this.GetPrimaryKeyString(), PlaceReceipt.Of(one));
            var isHeld = await GrainFactory.GetGrain<IApplicationGrain>(one.Key).HearPlace(news);
            // A slow answer: whoever asked anew meanwhile has a newer attempt.
            await Task.Delay(SlowAnswer, time);
            await Commit(PlaceRule.Settle(State, [Heard(new PlaceSettlement(one.Key, one.Attempt, isHeld))], this.Now()));
        }
    }

    protected Task Commit(Decision<VacancyState> decision) => this.CommitAsync(vacancy, decision);

    protected Task Remind() =>
        this.RegisterOrUpdateReminder("settle", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    private async Task<Outcome<PlaceReceipt>> Kept(Decision<VacancyState> decision, string id)
    {
        if (decision.Refusal is { } refusal) return refusal;
        var receipt = PlaceReceipt.Of(decision.State.Holdings.Find(id)!);
        await Commit(decision);
        return receipt;
    }
}

/// <summary>Broken in nothing.</summary>
[Reentrant]
[GrainType("vacancy")]
public sealed class CopiedVacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy, TimeProvider time)
    : VacancyCopy(vacancy, time);

/// <summary>Every answer counts, whichever attempt it was given to.</summary>
[Reentrant]
[GrainType("vacancy")]
public sealed class AttemptlessVacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy, TimeProvider time)
    : VacancyCopy(vacancy, time)
{
    protected override PlaceSettlement Heard(PlaceSettlement command) =>
        command with { Attempt = State.Holdings.Find(command.ApplicationId)?.Attempt ?? 0 };
}

/// <summary>Lets go what is only in doubt, before the application has committed that it gives it up.</summary>
[Reentrant]
[GrainType("vacancy")]
public sealed class HastyVacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy, TimeProvider time)
    : VacancyCopy(vacancy, time)
{
    protected override Decision<VacancyState> Doubt(DoubtPlace command)
    {
        var doubted = base.Doubt(command);
        if (doubted.State.Holdings.Find(command.ApplicationId) is not { } own) return doubted;
        var gone = PlaceRule.Settle(doubted.State, [new PlaceSettlement(own.Key, own.Attempt, IsHeld: false)], this.Now());
        return Decision.Accept(gone.State, [.. doubted.Events, .. gone.Events]);
    }
}

/// <summary>Promises a place, and takes it when the application has committed that it holds it.</summary>
[Reentrant]
[GrainType("vacancy")]
public sealed class LateVacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy, TimeProvider time)
    : VacancyCopy(vacancy, time)
{
    public override Task<Outcome<PlaceReceipt>> TakePlace(TakePlace command)
    {
        var decision = Take(command);
        return Task.FromResult<Outcome<PlaceReceipt>>(decision.Refusal is { } refusal
            ? refusal : PlaceReceipt.Of(decision.State.Holdings.Find(command.ApplicationId)!));
    }

    public override async Task SettlePlace(PlaceSettlement command)
    {
        await Remind();
        if (command.IsHeld && Take(new TakePlace(command.ApplicationId)) is { Refusal: null } taken) await Commit(taken);
        await base.SettlePlace(command);
    }
}

/// <summary>Never asks what became of an attempt.</summary>
[Reentrant]
[GrainType("vacancy")]
public sealed class ForgetfulVacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy, TimeProvider time)
    : VacancyCopy(vacancy, time)
{
    protected override bool AsksAboutWhatIsOpen => false;
}

/// <summary>Counts, and takes one more than there is.</summary>
[Reentrant]
[GrainType("vacancy")]
public sealed class OversoldVacancyGrain(
    [PersistentState("vacancy", StorageNames.Siskop2mi)] IPersistentState<VacancyState> vacancy, TimeProvider time)
    : VacancyCopy(vacancy, time)
{
    protected override Decision<VacancyState> Take(TakePlace command)
    {
        var notice = State.Notice!;
        var larger = State with { Notice = notice with { Intake = notice.Intake! with { Places = notice.Intake.Places + 1 } } };
        var decision = PlaceRule.Take(larger, command, this.Now());
        return decision.Refusal is null ? decision with { State = decision.State with { Notice = notice } } : decision;
    }
}
