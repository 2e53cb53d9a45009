using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// Places at an office on a day. The office-day owns the scarce thing and so commits first; the application decides whether
/// it holds a place. A place is free again only when it is settled that the application does not hold it.
/// </summary>
public static class OfficeDayRule
{
    /// <summary>How long an attempt may take before the office-day asks the application what became of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The order is the order in which an applicant hears what is wrong; OfficeDayRuleTests pins it.
    public static Decision<OfficeDayState> Reserve(OfficeDayState state, ReserveSlot command, OfficeDayFacts facts)
    {
        var places = facts.Places.FirstOrDefault(slot => slot.Time == command.Time)?.Count;
        if (places is null || facts.StartOf(command.Time) <= facts.Now)
            return Decision.Refuse(state, AppointmentRefusals.SlotUnknown);
        // Also one that is confirmed: somebody who asks again may be about to change what it was confirmed by.
        if (state.Find(command.ApplicationId, command.Time) is { } own)
            return Decision.Accept(Renewed(state, own, facts.Now), Reserved(own));
        if (Taken(state, command.Time) >= places)
            return Decision.Refuse(state, facts.Places.All(slot => Taken(state, slot.Time) >= slot.Count)
                ? AppointmentRefusals.OfficeDayFull : AppointmentRefusals.SlotTaken);

        var taken = new SlotReservation(command.ApplicationId, command.Time, state.LastAttempt + 1, facts.Now, IsConfirmed: false);
        return Decision.Accept(
            state with { LastAttempt = taken.Attempt, Reservations = state.Reservations.Add(taken) }, Reserved(taken));
    }

    public static Decision<OfficeDayState> Doubt(OfficeDayState state, DoubtSlot command, DateTimeOffset now) =>
        state.Find(command.ApplicationId, command.Time) is { } own
            ? Decision.Accept(Renewed(state, own, now), new SlotDoubted(own.ApplicationId, own.Time))
            : Decision.Repeat(state);

    /// <summary>A settlement of an older attempt than the last is void: who made the newer one settles it, or the reminder does.</summary>
    public static Decision<OfficeDayState> Settle(OfficeDayState state, SettleSlot command)
    {
        if (state.Find(command.ApplicationId, command.Time) is not { IsConfirmed: false } own || own.Attempt != command.Attempt)
            return Decision.Repeat(state);
        return command.IsHeld
            ? Decision.Accept(
                state with { Reservations = state.Reservations.Replace(own, own with { IsConfirmed = true }) },
                new SlotConfirmed(own.ApplicationId, own.Time))
            : Decision.Accept(
                state with { Reservations = state.Reservations.Remove(own) }, new SlotReleased(own.ApplicationId, own.Time));
    }

    /// <summary>What has waited for its settlement for too long.</summary>
    public static ImmutableArray<SlotReservation> Unsettled(OfficeDayState state, DateTimeOffset now) =>
        [.. state.Reservations.Where(taken => !taken.IsConfirmed && taken.At + Patience <= now)];

    /// <summary>All slots of the day that still lie ahead, with what is free in each.</summary>
    public static ImmutableArray<OfficeDaySlot> Slots(OfficeDayState state, OfficeDayFacts facts) =>
    [
        .. facts.Places.Where(slot => facts.StartOf(slot.Time) > facts.Now)
            .Select(slot => new OfficeDaySlot(slot.Time, Math.Max(0, slot.Count - Taken(state, slot.Time)))),
    ];

    private static int Taken(OfficeDayState state, TimeOnly time) => state.Reservations.Count(taken => taken.Time == time);

    private static SlotReserved Reserved(SlotReservation taken) => new(taken.ApplicationId, taken.Time);

    private static OfficeDayState Renewed(OfficeDayState state, SlotReservation own, DateTimeOffset now) => state with
    {
        LastAttempt = state.LastAttempt + 1,
        Reservations = state.Reservations.Replace(own, own with { Attempt = state.LastAttempt + 1, At = now, IsConfirmed = false }),
    };
}

/// <summary>What an office-day knows of itself: its date, the places of each slot, and the time.</summary>
public sealed record OfficeDayFacts(DateOnly Date, ImmutableArray<SlotPlaces> Places, DateTimeOffset Now)
{
    /// <summary>The instant at which a slot begins.</summary>
    public DateTimeOffset StartOf(TimeOnly time) => IndonesianTime.StartOfJakartaDay(Date).Add(time.ToTimeSpan());
}
