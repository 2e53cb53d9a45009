using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applications;

namespace Siskop2mi.Grains.Applications;

/// <summary>
/// An application changes the appointment it holds: two grains, so two commits. The office-day keeps the new place and doubts
/// the old one, the application commits what it holds, then both places are settled. Whatever breaks off in between, the
/// office-days ask the application and follow it.
/// </summary>
internal sealed class AppointmentSteps(IGrainFactory grains, string applicationId)
{
    /// <summary>Carries out a decision that changes the appointment from <paramref name="old"/> to <paramref name="wanted"/>.</summary>
    public async Task<Refusal?> Change(Appointment? old, Appointment? wanted, Func<Task> commit)
    {
        if (old == wanted)
        {
            await commit();
            return null;
        }

        var taken = wanted is null ? new SlotReceipt(0) : await Day(wanted).Reserve(new ReserveSlot(applicationId, wanted.Time));
        if (taken.Refusal is { } refusal) return refusal;
        var left = old is null ? null : await Day(old).Doubt(new DoubtSlot(applicationId, old.Time));
        await commit();
        if (wanted is not null) await Settle(wanted, taken.Value!, isHeld: true);
        if (old is not null) await Settle(old, left!, isHeld: false);
        return null;
    }

    private Task Settle(Appointment appointment, SlotReceipt receipt, bool isHeld) =>
        Day(appointment).Settle(new SettleSlot(applicationId, appointment.Time, receipt.Attempt, isHeld));

    private IOfficeDayGrain Day(Appointment appointment) =>
        grains.GetGrain<IOfficeDayGrain>(OfficeDayKey.Of(appointment.OfficeId, appointment.Date));
}
