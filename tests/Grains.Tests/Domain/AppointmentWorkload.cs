using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Grains.Applications;
using Siskop2mi.Grains.Vacancies;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>
/// Eight applications book, move and cancel at an office with five places a day on two days, so that somebody always goes
/// away empty. In the end office-days and applications agree, whatever broke off in between.
/// </summary>
public sealed class AppointmentWorkload(Type? officeDay = null) : HostileWorkload
{
    private const int PlacesPerDay = 5;
    private const int People = 8;

    private static readonly string[] Applications = [.. Enumerable.Range(0, People).Select(number => $"person-{number}.{Places.Batch}")];

    private static readonly OfficeHours Hours = new() { Closes = new TimeOnly(9, 30) };

    private DateOnly firstDay;

    public override GrainHostPlan Plan => new()
    {
        Classes = [typeof(ApplicationGrain), typeof(VacancyGrain), officeDay ?? typeof(OfficeDayGrain)],
        Services = services => services
            .AddSingleton(new OfficeCatalogue([new Office(Places.Office, "A", true) { SlotsPerDay = PlacesPerDay }]))
            .AddSingleton(Hours)
            .AddSingleton(Places.Reasons)
            .AddSingleton(new VerificationTerms())
            .AddSingleton(new WorkingDays([], [])),
        Options = options => options.ReminderPollPeriod = options.ResponseTimeoutSweepPeriod = TimeSpan.FromSeconds(20),
    };

    public override TimeSpan SettleTime => TimeSpan.FromMinutes(25);

    public override async Task Begin(HostileClient client)
    {
        firstDay = DateOnly.FromDateTime(client.Time.GetUtcNow().UtcDateTime).AddDays(30);
        while (firstDay.DayOfWeek is not DayOfWeek.Tuesday) firstDay = firstDay.AddDays(1);
        var announcement = Places.Announcement("nurse", client);
        var days = new VerificationDays(firstDay, firstDay.AddDays(1));
        await client.Grains.GetGrain<IVacancyGrain>("nurse").Announce(
            announcement with { Notice = announcement.Notice with { Verification = days } });
        foreach (var id in Applications)
        {
            var sent = new GrainState<ApplicationState>(Sent(id));
            await client.Storage.WriteStateAsync("application", GrainId.Create("application", id), sent);
        }
    }

    public override async Task Operate(HostileClient client)
    {
        var id = client.Random.Pick(Applications);
        var application = client.Grains.GetGrain<IApplicationGrain>(id);
        if (client.Random.Chance(0.25)) await Delivery.Send(client, application.CancelAppointment, view => Hear(id, null, view));
        else await Book(client, id, application);
        if (client.Random.Chance(0.02)) client.Time.Advance(TimeSpan.FromMinutes(4));
    }

    public override Task Check(HostileClient client)
    {
        var held = Applications.ToDictionary(id => id, id => client.Storage.Find<ApplicationState>(
            "application", GrainId.Create("application", id))!.Appointment);
        var kept = new[] { firstDay, firstDay.AddDays(1) }.SelectMany(date => Reservations(client, date)).ToList();
        foreach (var slot in kept.GroupBy(one => (one.Date, one.Taken.Time)))
        {
            var places = Hours.Places(PlacesPerDay).Single(one => one.Time == slot.Key.Time).Count;
            Promise.Holds(slot.Count() <= places, $"{slot.Key} has {places} places and {slot.Count()} reservations");
        }

        foreach (var (id, appointment) in held)
        {
            var own = kept.Where(one => one.Taken.ApplicationId == id).ToList();
            Promise.Holds(own.Count == (appointment is null ? 0 : 1), $"{id} holds {appointment} and has {own.Count} places");
            Promise.Holds(own.All(one => one.Taken.IsConfirmed), $"the place of {id} was never settled");
            Promise.Holds(
                appointment is null || (own[0].Date, own[0].Taken.Time) == (appointment.Date, appointment.Time),
                $"{id} holds {appointment} and has the place {own.FirstOrDefault()}");
        }

        return Task.CompletedTask;
    }

    private Task Book(HostileClient client, string id, IApplicationGrain application)
    {
        var command = new BookAppointment(firstDay.AddDays(client.Random.Next(3)), client.Random.Pick(Hours.Slots().ToArray()));
        return Delivery.Send(client, () => application.BookAppointment(command), view =>
            Hear(id, new Appointment(Places.Office, command.Date, command.Time), view));
    }

    private static void Hear(string id, Appointment? wanted, ApplicationView view) =>
        Promise.Holds(view.Appointment == wanted, $"{id} asked for {wanted} and was shown {view.Appointment}");

    private static IEnumerable<(DateOnly Date, SlotReservation Taken)> Reservations(HostileClient client, DateOnly date) =>
        (client.Storage.Find<OfficeDayState>("office-day", GrainId.Create("office-day", OfficeDayKey.Of(Places.Office, date)))
            ?? new OfficeDayState()).Reservations.Select(taken => (date, taken));

    private static ApplicationState Sent(string id) => new()
    {
        Status = ApplicationStatus.Submitted,
        SubmittedAt = DateTimeOffset.UnixEpoch,
        ApplicantId = ApplicationKey.ApplicantOf(id),
        BatchId = Places.Batch,
        VacancyId = "nurse",
        Revision = 1,
        LastStep = new LastStep(Places.Office, false, null),
    };
}
