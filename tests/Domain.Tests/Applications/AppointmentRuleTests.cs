namespace Siskop2mi.Domain.Tests.Applications;

public sealed class AppointmentRuleTests
{
    private static readonly OfferedDays Days = AppointmentExamples.Days;

    private static readonly OfferedDays None = new(null, new WorkingDays([], []));

    private static readonly BookAppointment Tuesday = new(AppointmentExamples.FirstDay, new TimeOnly(9, 30));

    private static readonly Appointment Held = new(Examples.Office, Tuesday.Date, Tuesday.Time);

    private static ApplicationState Booked => AppointmentRule.Book(ApplicationExamples.Submitted, Tuesday, Days).State;

    [Fact]
    public void A_slot_is_booked_at_the_chosen_office()
    {
        var next = Decisions.Accepts(
            AppointmentRule.Book(ApplicationExamples.Submitted, Tuesday, Days),
            new AppointmentBooked(Examples.Office, Tuesday.Date, Tuesday.Time));
        Assert.Equal(Held, next.Appointment);
        Assert.Equal(ApplicationExamples.Submitted.Revision + 1, next.Revision);
    }

    [Fact]
    public void The_same_slot_again_is_a_repeat_and_another_one_a_move()
    {
        var booked = Booked;
        Decisions.Repeats(booked, AppointmentRule.Book(booked, Tuesday, None)); // also when the days were corrected meanwhile
        var later = Tuesday with { Time = new TimeOnly(13, 0) };
        Assert.Equal(Held with { Time = later.Time }, AppointmentRule.Book(booked, later, Days).State.Appointment);
    }

    [Theory]
    [InlineData("2026-03-02", false)] // the day before
    [InlineData("2026-03-03", true)]
    [InlineData("2026-03-05", false)] // a holiday
    [InlineData("2026-03-07", false)] // Saturday
    [InlineData("2026-03-09", true)]
    [InlineData("2026-03-10", false)]
    public void Only_working_days_of_the_notice_are_offered(string date, bool isOffered)
    {
        var decision = AppointmentRule.Book(
            ApplicationExamples.Submitted, Tuesday with { Date = DateOnly.Parse(date, null) }, Days);
        Assert.Equal(isOffered ? null : "slot-unknown", decision.Refusal?.Code);
    }

    [Fact]
    public void A_batch_without_verification_days_offers_none() => Decisions.Refuses(
        ApplicationExamples.Submitted, AppointmentRule.Book(ApplicationExamples.Submitted, Tuesday, None), "slot-unknown");

    public static TheoryData<ApplicationStatus> Statuses => [.. Enum.GetValues<ApplicationStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void An_appointment_is_made_and_given_up_only_while_the_documents_wait_for_their_check(ApplicationStatus status)
    {
        foreach (var state in ApplicationExamples.Of(status))
        {
            var code = status is ApplicationStatus.NotStarted ? "application-not-found"
                : AppointmentRule.IsPossibleIn(status) ? null
                : "appointment-not-possible";
            Assert.Equal(code, AppointmentRule.Book(state, Tuesday, Days).Refusal?.Code);
            Assert.Equal(code, AppointmentRule.Cancel(state).Refusal?.Code);
        }
    }

    [Theory]
    [InlineData("2026-03-01", 4)]
    [InlineData("2026-03-06", 2)] // Friday, and the Monday after it
    [InlineData("2026-03-09", 1)]
    [InlineData("2026-03-10", 0)]
    public void Days_that_are_over_are_not_offered(string today, int count)
    {
        var days = Days.From(DateOnly.Parse(today, null));
        Assert.Equal(count, days.Length);
        Assert.All(days, day => Assert.True(Days.Includes(day)));
    }

    [Fact]
    public void Giving_up_is_repeatable()
    {
        var next = Decisions.Accepts(
            AppointmentRule.Cancel(Booked), new AppointmentCancelled(Held.OfficeId, Held.Date, Held.Time));
        Assert.Null(next.Appointment);
        Decisions.Repeats(next, AppointmentRule.Cancel(next));
    }

    [Fact]
    public void A_place_is_held_by_the_very_appointment_only()
    {
        var view = ApplicationView.Of(ApplicationExamples.Id, Booked);
        Assert.True(AppointmentRule.Holds(view, Held.OfficeId, Held.Date, Held.Time));
        Assert.False(AppointmentRule.Holds(view, Held.OfficeId, Held.Date, new TimeOnly(10, 0)));
        Assert.False(AppointmentRule.Holds(view, Held.OfficeId, Held.Date.AddDays(1), Held.Time));
        Assert.False(AppointmentRule.Holds(view, "bp3mi-aceh", Held.Date, Held.Time));
        Assert.False(AppointmentRule.Holds(null, Held.OfficeId, Held.Date, Held.Time));
    }
}
