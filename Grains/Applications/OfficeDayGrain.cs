using System.Collections.Immutable;
using Orleans.Concurrency;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applications;

namespace Siskop2mi.Grains.Applications;

/// <summary>
/// Shell around <see cref="OfficeDayRule"/>. Reentrant, because its reminder waits for applications that may be waiting for
/// it, and because hundreds want the same morning: their writes are shared.
/// </summary>
[Reentrant]
[GrainType("office-day")]
public sealed class OfficeDayGrain(
    [PersistentState("office-day", StorageNames.Siskop2mi)] IPersistentState<OfficeDayState> day,
    OfficeCatalogue offices,
    OfficeHours hours) : Grain, IOfficeDayGrain, IRemindable
{
    private const string SettleWhatIsOpen = "settle-what-is-open";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private bool isReminded;

    public async Task<Outcome<SlotReceipt>> Reserve(ReserveSlot command)
    {
        await SetReminder();
        var decision = OfficeDayRule.Reserve(day.State, command, Facts());
        if (decision.Refusal is { } refusal) return refusal;
        return await Commit(decision, command.ApplicationId, command.Time);
    }

    public async Task<SlotReceipt> Doubt(DoubtSlot command)
    {
        await SetReminder();
        return await Commit(OfficeDayRule.Doubt(day.State, command, this.Now()), command.ApplicationId, command.Time);
    }

    public Task Settle(SettleSlot command) => this.CommitAsync(day, OfficeDayRule.Settle(day.State, command));

    public Task<ImmutableArray<OfficeDaySlot>> GetSlots() => Task.FromResult(OfficeDayRule.Slots(day.State, Facts()));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        foreach (var taken in OfficeDayRule.Unsettled(day.State, this.Now())) await Settle(taken);
        await ForgetWhenOver();
    }

    // The answer counts for the attempt it was asked about: whoever changes the application afterwards makes a newer one first.
    private async Task Settle(SlotReservation taken)
    {
        var (officeId, date) = OfficeDayKey.Parse(this.GetPrimaryKeyString());
        var application = await GrainFactory.GetGrain<IApplicationGrain>(taken.ApplicationId).Get();
        var isHeld = AppointmentRule.Holds(application, officeId, date, taken.Time);
        await Settle(new SettleSlot(taken.ApplicationId, taken.Time, taken.Attempt, isHeld));
    }

    private async Task<SlotReceipt> Commit(Decision<OfficeDayState> decision, string applicationId, TimeOnly time)
    {
        var receipt = new SlotReceipt(decision.State.Find(applicationId, time)?.Attempt ?? 0);
        await this.CommitAsync(day, decision);
        return receipt;
    }

    // Before the commit: a place that nobody confirms would stay taken for ever if the node died before the reminder was set.
    private async Task SetReminder()
    {
        if (isReminded) return;
        await this.RegisterOrUpdateReminder(SettleWhatIsOpen, OfficeDayRule.Patience, Period);
        isReminded = true;
    }

    // Only when the day is over: as long as places can be taken, taking one must not meet a reminder that is being removed.
    private async Task ForgetWhenOver()
    {
        var (_, date) = OfficeDayKey.Parse(this.GetPrimaryKeyString());
        if (this.Now() < IndonesianTime.EndOfJakartaDay(date) || day.State.Reservations.Any(taken => !taken.IsConfirmed)) return;
        isReminded = false;
        if (await this.GetReminder(SettleWhatIsOpen) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private OfficeDayFacts Facts()
    {
        var (officeId, date) = OfficeDayKey.Parse(this.GetPrimaryKeyString());
        return new OfficeDayFacts(date, hours.Places(offices.Find(officeId)?.SlotsPerDay ?? 0), this.Now());
    }
}
