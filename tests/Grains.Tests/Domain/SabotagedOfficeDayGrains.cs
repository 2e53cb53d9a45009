using System.Collections.Immutable;
using Orleans.Concurrency;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applications;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>An office-day whose commits are right, to be broken in one rule.</summary>
public abstract class OfficeDayCopy(IPersistentState<OfficeDayState> day) : Grain, IOfficeDayGrain, IRemindable
{
    private static readonly OfficeHours Hours = new() { Closes = new TimeOnly(9, 30) };

    protected virtual int PlacesPerDay => 5;

    protected virtual bool AsksAboutWhatIsOpen => true;

    protected virtual SettleSlot Heard(SettleSlot command) => command;

    public async Task<Outcome<SlotReceipt>> Reserve(ReserveSlot command)
    {
        await this.RegisterOrUpdateReminder("settle", OfficeDayRule.Patience, TimeSpan.FromMinutes(5));
        var decision = OfficeDayRule.Reserve(day.State, command, new OfficeDayFacts(Date, Hours.Places(PlacesPerDay), this.Now()));
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(day, decision);
        return new SlotReceipt(decision.State.Find(command.ApplicationId, command.Time)!.Attempt);
    }

    public async Task<SlotReceipt> Doubt(DoubtSlot command)
    {
        var decision = OfficeDayRule.Doubt(day.State, command, this.Now());
        await this.CommitAsync(day, decision);
        return new SlotReceipt(decision.State.Find(command.ApplicationId, command.Time)?.Attempt ?? 0);
    }

    public Task Settle(SettleSlot command) => this.CommitAsync(day, OfficeDayRule.Settle(day.State, Heard(command)));

    public Task<ImmutableArray<OfficeDaySlot>> GetSlots() => throw new NotSupportedException();

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!AsksAboutWhatIsOpen) return;
        foreach (var taken in OfficeDayRule.Unsettled(day.State, this.Now()))
        {
            var application = await GrainFactory.GetGrain<IApplicationGrain>(taken.ApplicationId).Get();
            var isHeld = AppointmentRule.Holds(application, Places.Office, Date, taken.Time);
            await Settle(new SettleSlot(taken.ApplicationId, taken.Time, taken.Attempt, isHeld));
        }
    }

    private DateOnly Date => OfficeDayKey.Parse(this.GetPrimaryKeyString()).Date;
}

/// <summary>Broken in nothing.</summary>
[Reentrant]
[GrainType("office-day")]
public sealed class CopiedOfficeDayGrain(
    [PersistentState("office-day", StorageNames.Siskop2mi)] IPersistentState<OfficeDayState> day) : OfficeDayCopy(day);

/// <summary>Takes more people than the office does.</summary>
[Reentrant]
[GrainType("office-day")]
public sealed class OversoldOfficeDayGrain(
    [PersistentState("office-day", StorageNames.Siskop2mi)] IPersistentState<OfficeDayState> day) : OfficeDayCopy(day)
{
    protected override int PlacesPerDay => 6;
}

/// <summary>Never asks what became of an attempt.</summary>
[Reentrant]
[GrainType("office-day")]
public sealed class ForgetfulOfficeDayGrain(
    [PersistentState("office-day", StorageNames.Siskop2mi)] IPersistentState<OfficeDayState> day) : OfficeDayCopy(day)
{
    protected override bool AsksAboutWhatIsOpen => false;
}

/// <summary>Confirms every place it is asked to settle.</summary>
[Reentrant]
[GrainType("office-day")]
public sealed class ClingingOfficeDayGrain(
    [PersistentState("office-day", StorageNames.Siskop2mi)] IPersistentState<OfficeDayState> day) : OfficeDayCopy(day)
{
    protected override SettleSlot Heard(SettleSlot command) => command with { IsHeld = true };
}

/// <summary>Frees every place it is asked to settle.</summary>
[Reentrant]
[GrainType("office-day")]
public sealed class HastyOfficeDayGrain(
    [PersistentState("office-day", StorageNames.Siskop2mi)] IPersistentState<OfficeDayState> day) : OfficeDayCopy(day)
{
    protected override SettleSlot Heard(SettleSlot command) => command with { IsHeld = false };
}
