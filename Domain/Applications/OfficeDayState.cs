using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// One office on one day: who has which slot. At most as many entries as the office takes people a day, some of them twice
/// while they move, so the whole day fits into one state.
/// </summary>
public sealed record OfficeDayState : Entity
{
    /// <summary>Grows with every reservation and every doubt; a settlement names the one it knows.</summary>
    public int LastAttempt { get; init; }

    /// <summary>Every place taken, in the order in which they were taken.</summary>
    public ImmutableArray<SlotReservation> Reservations { get; init; } = [];

    public SlotReservation? Find(string applicationId, TimeOnly time) =>
        Reservations.FirstOrDefault(taken => taken.ApplicationId == applicationId && taken.Time == time);
}

/// <summary>A place in a slot that is kept for an application.</summary>
/// <param name="ApplicationId">For whom.</param>
/// <param name="Time">Start of the slot, WIB.</param>
/// <param name="Attempt">The attempt that made it or last put it in doubt.</param>
/// <param name="At">When that was.</param>
/// <param name="IsConfirmed">
/// Whether the application is known to hold it. While it is not, the office-day asks the application and lets go of what it
/// does not hold.
/// </param>
public sealed record SlotReservation(string ApplicationId, TimeOnly Time, int Attempt, DateTimeOffset At, bool IsConfirmed);

/// <summary>Natural key of an office-day, such as <c>bp3mi-jawa-barat.2026-03-02</c>.</summary>
public static class OfficeDayKey
{
    private const string DateForm = "yyyy-MM-dd";

    public static string Of(string officeId, DateOnly date) =>
        $"{officeId}.{date.ToString(DateForm, System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>Office and date of a key.</summary>
    public static (string OfficeId, DateOnly Date) Parse(string key)
    {
        var dot = key.LastIndexOf('.');
        return (key[..dot], DateOnly.ParseExact(key[(dot + 1)..], DateForm, System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>An application asks for a place; it holds it only once it has said so itself.</summary>
public sealed record ReserveSlot(string ApplicationId, TimeOnly Time);

/// <summary>An application is about to give a place up: until it is settled, nobody else gets it and nobody relies on it.</summary>
public sealed record DoubtSlot(string ApplicationId, TimeOnly Time);

/// <summary>What became of an attempt: the application holds the place, or it does not.</summary>
public sealed record SettleSlot(string ApplicationId, TimeOnly Time, int Attempt, bool IsHeld);

/// <summary>The attempt to name in the settlement; 0 when there is nothing to settle.</summary>
public sealed record SlotReceipt(int Attempt);

/// <summary>A slot as people choose it.</summary>
/// <param name="Time">Start, WIB.</param>
/// <param name="Free">How many places are left.</param>
public sealed record OfficeDaySlot(TimeOnly Time, int Free);

public sealed record SlotReserved(string ApplicationId, TimeOnly Time) : DomainEvent;

public sealed record SlotDoubted(string ApplicationId, TimeOnly Time) : DomainEvent;

public sealed record SlotConfirmed(string ApplicationId, TimeOnly Time) : DomainEvent;

public sealed record SlotReleased(string ApplicationId, TimeOnly Time) : DomainEvent;
