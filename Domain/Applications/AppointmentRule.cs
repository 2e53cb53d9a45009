using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// When an applicant comes to the chosen office with the originals. The application says which appointment it holds; the
/// office-day only keeps places. Source: the verification notice (in person, no proxy, on named days).
/// </summary>
public static class AppointmentRule
{
    // The order is the order in which an applicant hears what is wrong; AppointmentRuleTests pins it.
    public static Decision<ApplicationState> Book(ApplicationState state, BookAppointment command, OfferedDays days)
    {
        if (Blocked(state) is { } refusal) return Decision.Refuse(state, refusal);
        var wanted = new Appointment(VerificationRule.OfficeOf(state)!, command.Date, command.Time);
        if (state.Appointment == wanted) return Decision.Repeat(state);
        if (!days.Includes(command.Date)) return Decision.Refuse(state, AppointmentRefusals.SlotUnknown);

        var next = state with { Appointment = wanted, Revision = state.Revision + 1 };
        return Decision.Accept(next, new AppointmentBooked(wanted.OfficeId, wanted.Date, wanted.Time));
    }

    public static Decision<ApplicationState> Cancel(ApplicationState state)
    {
        if (Blocked(state) is { } refusal) return Decision.Refuse(state, refusal);
        if (state.Appointment is not { } held) return Decision.Repeat(state);

        var next = state with { Appointment = null, Revision = state.Revision + 1 };
        return Decision.Accept(next, new AppointmentCancelled(held.OfficeId, held.Date, held.Time));
    }

    /// <summary>Whether an application holds a place, so that it stays taken.</summary>
    public static bool Holds(ApplicationView? application, string officeId, DateOnly date, TimeOnly time) =>
        application?.Appointment == new Appointment(officeId, date, time);

    /// <summary>Whether an appointment can be made or given up in a status.</summary>
    public static bool IsPossibleIn(ApplicationStatus status) =>
        ApplicationStatuses.After(status, ApplicationCommand.BookAppointment) is not null;

    private static Refusal? Blocked(ApplicationState state) =>
        state.Status is ApplicationStatus.NotStarted ? ApplicationRefusals.NotFound
        : !IsPossibleIn(state.Status) ? AppointmentRefusals.NotPossible
        : null;
}

/// <summary>The days on which applicants can come: those of the notice on which offices work.</summary>
/// <param name="notice">The batch's days; null when it has none.</param>
/// <param name="working">When offices work.</param>
public sealed class OfferedDays(VerificationDays? notice, WorkingDays working)
{
    public bool Includes(DateOnly date) => notice is not null && date >= notice.From && date <= notice.To && working.Includes(date);

    /// <summary>All days that can still be chosen, in order.</summary>
    public ImmutableArray<DateOnly> From(DateOnly today)
    {
        if (notice is null) return [];
        var first = today > notice.From ? today : notice.From;
        var count = Math.Max(0, notice.To.DayNumber - first.DayNumber + 1);
        return [.. Enumerable.Range(0, count).Select(first.AddDays).Where(working.Includes)];
    }
}

/// <summary>Day, office and slot of a verification.</summary>
/// <param name="OfficeId">The office that was chosen when it was booked.</param>
/// <param name="Date">Day in Western Indonesian Time.</param>
/// <param name="Time">Start of the slot, WIB.</param>
public sealed record Appointment(string OfficeId, DateOnly Date, TimeOnly Time);

/// <summary>The applicant takes a slot at the chosen office, or another one instead of the one held.</summary>
public sealed record BookAppointment(DateOnly Date, TimeOnly Time);

/// <summary>Why an appointment is not made.</summary>
public static class AppointmentRefusals
{
    /// <summary>Not in this status of the application.</summary>
    public static readonly Refusal NotPossible = new("appointment-not-possible", RefusalKind.Conflict);

    /// <summary>No such slot: not a day of the notice, not a time of the office, or over.</summary>
    public static readonly Refusal SlotUnknown = new("slot-unknown", RefusalKind.Invalid);
    public static readonly Refusal SlotTaken = new("slot-taken", RefusalKind.Conflict);
    public static readonly Refusal OfficeDayFull = new("office-day-full", RefusalKind.Conflict);
}

public sealed record AppointmentBooked(string OfficeId, DateOnly Date, TimeOnly Time) : DomainEvent;

public sealed record AppointmentCancelled(string OfficeId, DateOnly Date, TimeOnly Time) : DomainEvent;
