using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Primitives;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Grains.Applicants;
using Siskop2mi.Grains.Applications;
using Siskop2mi.Grains.Vacancies;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>
/// Eight people apply, accept, step back and apply anew to two positions with few places: first come with and without a waiting
/// list, and a draw. Officers end some applications. In the end places and applications agree, whatever broke off in between.
/// </summary>
public sealed class PlaceWorkload(Type? vacancy = null, ConcurrentDictionary<Type, int>? happened = null) : HostileWorkload
{
    private const string Seed = "benih";
    private const int MinutesOpen = 240;
    private static readonly string[] Positions = ["nurse", "careworker"];
    private static readonly string[] People = [.. Enumerable.Range(0, 8).Select(number => $"person-{number}")];

    private readonly PlaceJournal journal = new();
    private DateTimeOffset closing;
    private int sendings;

    public override GrainHostPlan Plan => new()
    {
        Classes = [typeof(ApplicationGrain), typeof(ApplicantGrain), typeof(AccountGrain), vacancy ?? typeof(VacancyGrain)],
        Services = services => services
            .AddSingleton(Places.Offices)
            .AddSingleton(Places.Regions)
            .AddSingleton(Places.Reasons)
            .AddSingleton(new VerificationTerms())
            .AddSingleton(new WorkingDays([], []))
            .AddSingleton<ICivilRegistry>(provider => new SeededRegistry(provider.GetRequiredService<TimeProvider>())),
        Options = options => options.ReminderPollPeriod = options.ResponseTimeoutSweepPeriod = TimeSpan.FromSeconds(20),
    };

    // Longer than an offer lasts: what nobody accepted is passed on.
    public override TimeSpan SettleTime => TimeSpan.FromMinutes(75);

    public override async Task Begin(HostileClient client)
    {
        closing = client.Time.GetUtcNow().AddMinutes(MinutesOpen);
        foreach (var position in Positions)
        {
            var announcement = Places.Announcement(position, client);
            await client.Grains.GetGrain<IVacancyGrain>(position).Announce(announcement with
            {
                Notice = announcement.Notice with { RequiredDocuments = [], ClosesAt = closing, Intake = Intake(client) },
            });
        }

        foreach (var id in People)
        {
            var ready = new ApplicantState { Revision = 1, Profile = Person.Profile("t"), Photo = Person.Photo("t") };
            await client.Storage.WriteStateAsync(
                "applicant", GrainId.Create("applicant", id), new GrainState<ApplicantState>(ready));
        }
    }

    public override async Task Operate(HostileClient client)
    {
        var id = client.Random.Pick(People);
        new CallOrigin(id, "applicant", $"client-{client.Number}").Apply();
        var application = client.Grains.GetGrain<IApplicationGrain>(ApplicationKey.Of(id, Places.Batch));
        ApplicationView? seen = null;
        if (!await client.Try(async () => seen = await application.Get())) return;
        if (client.Random.Chance(0.02)) client.Time.Advance(TimeSpan.FromMinutes(client.Random.Chance(0.3) ? 61 : 4));
        if (client.Random.Chance(0.004)) client.Time.AdvanceTo(closing);
        if (client.Random.Chance(0.05)) await HoldDraw(client);
        else if (client.Random.Chance(0.1)) await Withdraw(client, application);
        else await Next(client, id, application, seen);
    }

    public override Task Check(HostileClient client)
    {
        var check = new PlaceCheck(client.Storage, Positions, [.. People.Select(id => ApplicationKey.Of(id, Places.Batch))]);
        check.EveryCommit();
        check.TheEnd(client.Time.GetUtcNow());
        check.Sendings(journal);
        foreach (var stored in client.Storage.Events) happened?.TryAdd(stored.Envelope.Event.GetType(), 1);
        return Task.CompletedTask;
    }

    private async Task Next(HostileClient client, string id, IApplicationGrain application, ApplicationView? seen)
    {
        switch (seen?.Status)
        {
            case null or ApplicationStatus.Withdrawn:
                var start = new StartApplication(id, client.Random.Pick(Positions));
                await Delivery.Send(client, () => application.Start(start), _ => { });
                break;
            case ApplicationStatus.Draft when seen.LastStep is null:
                var answers = new AnswerLastStep(new LastStep(Places.Office, false, null), seen.Revision);
                await Delivery.Send(client, () => application.AnswerLastStep(answers), _ => { });
                break;
            case ApplicationStatus.PlaceOnOffer when client.Random.Chance(0.7):
                await Delivery.Send(client, application.AcceptPlace, view => Promise.Holds(
                    view.Status is not (ApplicationStatus.PlaceOnOffer or ApplicationStatus.Draft), $"{id} accepted and is {view.Status}"));
                break;
            case ApplicationStatus.Submitted:
                await Judge(client, application);
                break;
            default:
                await Submit(client, application);
                break;
        }
    }

    // Sometimes with a key of before, as a client does that was left without an answer.
    private async Task Submit(HostileClient client, IApplicationGrain application)
    {
        var number = client.Random.Chance(0.2) ? client.Random.Next(sendings + 1) : ++sendings;
        var command = new SubmitApplication($"key-{number}", client.Time.GetUtcNow());
        await Delivery.Send(client, () => application.Submit(command), receipt => journal.Keep(command.SubmissionKey, receipt));
    }

    private static async Task Judge(HostileClient client, IApplicationGrain application)
    {
        var (officer, office) = Places.Officers[0];
        if (client.Random.Chance(0.5))
            await Delivery.Send(client, () => application.Claim(new ClaimApplication(officer, office)), _ => { });
        else if (client.Random.Chance(0.3))
            await Delivery.Send(client, () => application.Fail(new FailApplication(officer, office, "forged", null)), _ => { });
    }

    private static Task Withdraw(HostileClient client, IApplicationGrain application) => Delivery.Send(
        client, () => application.Withdraw(new WithdrawApplication("family", null, AcceptsBar: true)),
        view => Promise.Holds(view.Status is ApplicationStatus.Withdrawn, $"withdrew and is {view.Status}"));

    private static Task HoldDraw(HostileClient client)
    {
        var position = client.Random.Pick(Positions);
        return Delivery.Send(
            client, () => client.Grains.GetGrain<IVacancyGrain>(position).HoldDraw(new HoldDraw(Seed)),
            result => Promise.Holds(result.Seed == Seed, "another draw was held"));
    }

    private static Intake Intake(HostileClient client)
    {
        var isDraw = client.Random.Chance(0.3);
        return new Intake
        {
            Kind = isDraw ? IntakeKind.Draw : IntakeKind.FirstCome,
            Places = 1 + client.Random.Next(3),
            KeepsWaitingList = client.Random.Chance(0.6),
            OfferHours = 1,
            SeedHash = isDraw ? DrawRule.SeedHash(Seed) : null,
        };
    }
}
