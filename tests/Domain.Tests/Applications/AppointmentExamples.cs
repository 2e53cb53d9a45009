namespace Siskop2mi.Domain.Tests.Applications;

/// <summary>An appointment that holds, and the office-day it is on.</summary>
internal static class AppointmentExamples
{
    public static readonly DateOnly FirstDay = new(2026, 3, 3);

    // A Tuesday to the Monday after it, with a holiday on Thursday.
    public static readonly OfferedDays Days = new(
        new VerificationDays(FirstDay, new DateOnly(2026, 3, 9)), new WorkingDays([], [new DateOnly(2026, 3, 5)]));

    public static readonly BookAppointment Book = new(FirstDay, new TimeOnly(9, 30));

    public static readonly DoubtSlot Doubt = new(ApplicationExamples.Id, Book.Time);

    public static ApplicationState Booked => AppointmentRule.Book(ApplicationExamples.Submitted, Book, Days).State;

    public static Decision<OfficeDayState> Reserved => OfficeDayRule.Reserve(
        new OfficeDayState(),
        new ReserveSlot(ApplicationExamples.Id, Book.Time),
        new OfficeDayFacts(Book.Date, new OfficeHours().Places(60), Examples.Now));

    public static SettleSlot Settle(bool isHeld) => new(ApplicationExamples.Id, Book.Time, 1, isHeld);
}
