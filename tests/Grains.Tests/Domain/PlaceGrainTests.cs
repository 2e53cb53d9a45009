using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainHost.Reminders;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Grains.Applications;
using Siskop2mi.Grains.Vacancies;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>What meets in a vacancy at the same moment, one meeting a test; the workload finds others.</summary>
public sealed class PlaceGrainTests : IAsyncLifetime
{
    private const string Seed = "benih";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly GatedStore gate = new();
    private readonly GatedReminders reminders = new();
    private readonly QuietExecutor executor = new();
    private readonly MemoryGrainStorage storage;
    private GrainHostFixture host = null!;

    public PlaceGrainTests() => storage = new MemoryGrainStorage(gate);

    private IVacancyGrain Vacancy => host.Grains.GetGrain<IVacancyGrain>("nurse");

    private VacancyState Stored => storage.Find<VacancyState>("vacancy", GrainId.Create("vacancy", "nurse"))!;

    public async Task InitializeAsync() => host = await GrainHostFixture.OpenAsync(
        new GrainHostPlan
        {
            Classes = [typeof(ApplicationGrain), typeof(VacancyGrain)],
            Services = services => services.AddSingleton(Places.Offices).AddSingleton(Places.Reasons)
                .AddSingleton(new VerificationTerms()).AddSingleton(new WorkingDays([], [])),
            Options = options => options.Executor = executor,
        },
        storage: storage, reminders: reminders);

    public async Task DisposeAsync() => await host.DisposeAsync();

    // A decision must not be made before a wait: what others did meanwhile would be overwritten.
    [Fact]
    public async Task A_draw_knows_what_was_announced_while_its_reminder_was_being_set()
    {
        var draw = new Intake { Kind = IntakeKind.Draw, Places = 2, SeedHash = DrawRule.SeedHash(Seed) };
        var notice = await Announce(draw, isOver: true);
        reminders.Upserts = new TaskCompletionSource();
        var held = Vacancy.HoldDraw(new HoldDraw(Seed));
        await executor.WhenQuiet();
        await Vacancy.Announce(new AnnounceVacancy(notice with { Intake = draw with { Places = 3 } })).WaitAsync(Patience);
        reminders.Upserts.SetResult();
        Assert.Equal(3, (await held.WaitAsync(Patience)).Value!.Places);
        Assert.Equal((3, 3), (Stored.Notice!.Intake!.Places, Stored.Draw!.Places));
    }

    // One waits for the vacancy, which would wait for the other, which waits for the vacancy.
    [Fact]
    public async Task Two_that_give_back_at_once_do_not_wait_for_each_other()
    {
        await Announce(new Intake { Kind = IntakeKind.FirstCome, Places = 1, KeepsWaitingList = true });
        await Sent("b", ApplicationStatus.Submitted);
        await Sent("gated", ApplicationStatus.WaitingForPlace);
        var waiting = Withdraw("gated");
        var write = await gate.Next();
        var taken = Withdraw("b"); // its place is offered to the other, which is about to step back
        await executor.WhenQuiet();
        Assert.Equal(HoldingStatus.Offered, Stored.Holdings.Find("gated")!.Status);
        gate.IsOpen = true;
        write.SetResult();
        Assert.Equal(ApplicationStatus.Withdrawn, (await waiting.WaitAsync(Patience)).Value!.Status);
        Assert.Equal(ApplicationStatus.Withdrawn, (await taken.WaitAsync(Patience)).Value!.Status);
        Assert.Equal((0, 0), (Stored.Taken, Stored.Holdings.Count));
    }

    [Fact]
    public async Task An_application_that_cannot_be_reached_keeps_nobody_waiting()
    {
        await Announce(new Intake { Kind = IntakeKind.FirstCome, Places = 60 });
        foreach (var number in Enumerable.Range(0, 55)) await Vacancy.TakePlace(new TakePlace($"never-sent-{number}"));
        gate.Unreadable = "never-sent-7";
        await Until(() => Stored.Holdings.Count == 1);
        Assert.Equal("never-sent-7", Assert.Single(Stored.Holdings.All).Key);
        gate.Unreadable = null;
        await Until(() => Stored.Holdings.Count == 0);
    }

    // Whoever asks while the reminder is being removed must not be left without one.
    [Fact]
    public async Task A_place_taken_while_the_reminder_is_removed_has_a_reminder()
    {
        await Announce(new Intake { Kind = IntakeKind.FirstCome, Places = 9 }, isOver: true);
        await Vacancy.TakePlace(new TakePlace("never-sent-1"));
        reminders.Removals = new TaskCompletionSource();
        await Until(() => reminders.RemovalsUnderWay == 1);
        var late = Vacancy.TakePlace(new TakePlace("never-sent-2"));
        await executor.WhenQuiet();
        reminders.Removals.SetResult();
        Assert.Null((await late.WaitAsync(Patience)).Refusal);
        Assert.Equal(1, reminders.Count);
        await Until(() => Stored.Holdings.Count == 0 && reminders.Count == 0);
    }

    [Fact]
    public async Task A_rush_on_a_cold_vacancy_sets_one_reminder()
    {
        await Announce(new Intake { Kind = IntakeKind.FirstCome, Places = 9 });
        reminders.Upserts = new TaskCompletionSource();
        var asking = Enumerable.Range(0, 100).Select(number => Vacancy.TakePlace(new TakePlace($"a-{number}"))).ToList();
        await executor.WhenQuiet();
        reminders.Upserts.SetResult();
        Assert.Equal(9, (await Task.WhenAll(asking).WaitAsync(Patience)).Count(outcome => outcome.Refusal is null));
        Assert.Equal(1, reminders.Set);
    }

    // This host has no grain of the applicant: whoever is turned away at the door costs nobody else anything.
    [Fact]
    public async Task Who_comes_too_late_is_told_so_by_the_vacancy_alone()
    {
        await Announce(new Intake { Kind = IntakeKind.FirstCome, Places = 1 });
        await Store("late", new ApplicationState
        {
            Status = ApplicationStatus.Draft,
            ApplicantId = "late",
            BatchId = Places.Batch,
            VacancyId = "nurse",
            Revision = 1,
        });
        await Sent("b", ApplicationStatus.Submitted);
        Assert.Equal("quota-exhausted", (await Send("late")).Refusal!.Code);
        Assert.Equal("application-not-a-draft", (await Send("b")).Refusal!.Code);
    }

    [Fact]
    public async Task Places_added_later_are_offered_to_who_waits()
    {
        var intake = new Intake { Kind = IntakeKind.FirstCome, Places = 1, KeepsWaitingList = true };
        var notice = await Announce(intake);
        await Sent("b", ApplicationStatus.Submitted);
        await Sent("c", ApplicationStatus.WaitingForPlace);
        await Vacancy.Announce(new AnnounceVacancy(notice with { Intake = intake with { Places = 2 } }));
        await Until(() => Find("c")!.Status is ApplicationStatus.PlaceOnOffer);
        Assert.Equal((2, HoldingStatus.Offered), (Stored.Taken, Stored.Holdings.Find("c")!.Status));
    }

    private async Task<VacancyNotice> Announce(Intake intake, bool isOver = false)
    {
        var now = host.Time.GetUtcNow();
        var notice = new VacancyNotice
        {
            VacancyId = "nurse",
            BatchId = Places.Batch,
            Programme = "ijepa",
            Scheme = "g-to-g",
            Country = "JP",
            Title = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty,
            OpensAt = now.AddDays(-2),
            ClosesAt = isOver ? now.AddDays(-1) : now.AddDays(9),
            RequiredDocuments = [],
            Intake = intake,
        };
        Assert.Null((await Vacancy.Announce(new AnnounceVacancy(notice))).Refusal);
        return notice;
    }

    // As a sending leaves it, both commits made.
    private async Task Sent(string id, ApplicationStatus status)
    {
        var place = (await Vacancy.TakePlace(new TakePlace(id))).Value!;
        await Store(id, new ApplicationState
        {
            Status = status,
            Place = place,
            ApplicantId = id,
            BatchId = Places.Batch,
            VacancyId = "nurse",
            Round = 1,
            Revision = 1,
            LastStep = new LastStep(Places.Office, false, null),
        });
        await Vacancy.SettlePlace(new PlaceSettlement(id, place.Attempt, IsHeld: true));
    }

    private async Task Store(string id, ApplicationState state)
    {
        var isOpen = gate.IsOpen;
        gate.IsOpen = true;
        await storage.WriteStateAsync("application", GrainId.Create("application", id), new GrainState<ApplicationState>(state));
        gate.IsOpen = isOpen;
    }

    private Task<Outcome<ApplicationReceipt>> Send(string id) =>
        host.Grains.GetGrain<IApplicationGrain>(id).Submit(new SubmitApplication($"key-{id}", host.Time.GetUtcNow())).WaitAsync(Patience);

    private Task<Outcome<ApplicationView>> Withdraw(string id) =>
        host.Grains.GetGrain<IApplicationGrain>(id).Withdraw(new WithdrawApplication("family", null, AcceptsBar: true));

    private ApplicationState? Find(string id) => storage.Find<ApplicationState>("application", GrainId.Create("application", id));

    private async Task Until(Func<bool> holds)
    {
        for (var tries = 0; tries < 600 && !holds(); tries++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await executor.WhenQuiet();
        }

        Assert.True(holds());
    }

    /// <summary>Reminders that are set and removed when the test says so.</summary>
    private sealed class GatedReminders : IReminderSource
    {
        private readonly MemoryReminderSource inner = new();

        public TaskCompletionSource? Upserts { get; set; }

        public TaskCompletionSource? Removals { get; set; }

        public int RemovalsUnderWay { get; private set; }

        public int Set { get; private set; }

        public int Count => inner.Count;

        public async Task UpsertAsync(Reminder reminder, CancellationToken cancellationToken)
        {
            Set++;
            if (Upserts is { } open) await open.Task;
            await inner.UpsertAsync(reminder, cancellationToken);
        }

        public async Task RemoveAsync(GrainId grain, string name, CancellationToken cancellationToken)
        {
            RemovalsUnderWay++;
            if (Removals is { } open) await open.Task;
            await inner.RemoveAsync(grain, name, cancellationToken);
        }

        public Task<Reminder?> GetAsync(GrainId grain, string name, CancellationToken cancellationToken) =>
            inner.GetAsync(grain, name, cancellationToken);

        public Task<IReadOnlyList<DueReminder>> ClaimDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
            inner.ClaimDueAsync(now, limit, cancellationToken);
    }
}
