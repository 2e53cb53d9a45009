using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Grains.Applicants;
using Siskop2mi.Grains.Applications;
using Siskop2mi.Grains.Documents;
using Siskop2mi.Grains.Notifications;
using Siskop2mi.Grains.Vacancies;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>
/// Four people go through the whole first application on the real grains, in right and wrong orders, with repeats and double
/// clicks: one from nothing, one whose identity does not hold, one with an account, one with everything but the sending.
/// </summary>
public sealed class ApplyWorkload(Sabotage sabotage = Sabotage.None, ConcurrentDictionary<Type, int>? happened = null) : HostileWorkload
{
    private readonly Person[] people = [new(0, true), new(1, false), new(2, true), new(3, true)];
    private readonly MessagePost post = new();
    private SeededRegistry? registry;
    private Steps? steps;

    public override GrainHostPlan Plan => new()
    {
        Classes =
        [
            typeof(AccountGrain), typeof(ApplicantGrain), typeof(DocumentGrain), typeof(VacancyGrain), typeof(MessageGrain), typeof(
                FeedCursorGrain),
            sabotage is Sabotage.None ? typeof(ApplicationGrain) : typeof(SabotagedApplicationGrain),
        ],
        Services = services => services
            .AddSingleton(Places.Offices)
            .AddSingleton(Places.Regions)
            .AddSingleton(Places.DocumentTypes)
            .AddSingleton(Places.Reasons)
            .AddSingleton(new VerificationTerms())
            .AddSingleton(new WorkingDays([], []))
            .AddSingleton<IStrRegister>(new SilentRegister())
            .AddSingleton(new SabotageSwitch(sabotage))
            .AddSingleton<ICivilRegistry>(provider => registry = new SeededRegistry(provider.GetRequiredService<TimeProvider>())),

        // A week passes in some runs; looking for due reminders every second of it would take most of the test's time.
        Options = options => options.ReminderPollPeriod = options.ResponseTimeoutSweepPeriod = TimeSpan.FromSeconds(20),
    };

    public override TimeSpan SettleTime => TimeSpan.FromMinutes(8);

    public override async Task Begin(HostileClient client)
    {
        steps = new Steps(people);
        foreach (var vacancy in Places.Vacancies)
            await client.Grains.GetGrain<IVacancyGrain>(vacancy).Announce(Places.Announcement(vacancy, client));
        for (var status = await Advance(client, people[2]); status is not AccountStatus.Active;) status = await Advance(client, people[2]);
        for (var status = await Advance(client, people[3]); status is not AccountStatus.Active;) status = await Advance(client, people[3]);
        await steps.Fill(client, people[3]);
        registry!.Random = new SeededRandom(client.Random.NextBits());
    }

    public override async Task Operate(HostileClient client)
    {
        var person = client.Random.Pick(people);
        if (client.Random.Chance(0.5)) await steps!.Right(client, person);
        else if (client.Random.Chance(0.08)) await post.Pump(client);
        else if (client.Random.Chance(0.03)) await post.Deliver(client);
        else if (client.Random.Chance(0.001)) client.Time.Advance(RegistrationRule.ActivationPeriod);
        else await steps!.Any(client, person);
    }

    public override async Task Check(HostileClient client)
    {
        await post.Pump(client);
        var check = new ApplyCheck(client.Storage);
        foreach (var person in people)
        {
            check.Account(person);
            check.Profile(person);
            check.Documents(person);
            check.Application(person);
            check.Bars(person);
        }

        check.Mails();
        foreach (var stored in client.Storage.Events) happened?.AddOrUpdate(stored.Envelope.Event.GetType(), 1, (_, count) => count + 1);
    }

    private async Task<AccountStatus> Advance(HostileClient client, Person person)
    {
        await steps!.Right(client, person);
        return (await client.Grains.GetGrain<IAccountGrain>(person.Id).GetCard()).Status;
    }
}
