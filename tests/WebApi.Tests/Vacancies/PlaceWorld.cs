using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Vacancies;

/// <summary>A server whose clock can be put forward, and vacancies that keep places and ask for no documents.</summary>
public sealed class PlaceWorld : IAsyncLifetime
{
    public const string Office = "bp3mi-jawa-barat";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ShiftedTime time = new();

    public PlaceWorld() => Door = new FrontDoorFixture(services => services.AddSingleton<TimeProvider>(time));

    internal FrontDoorFixture Door { get; }

    public Task InitializeAsync() => Door.InitializeAsync();

    public Task DisposeAsync() => Door.DisposeAsync();

    /// <summary>A vacancy of a batch of its own, open for thirty days.</summary>
    internal async Task<string> Announce(Intake intake)
    {
        var notice = (await Door.Grains.GetGrain<IVacancyGrain>("ijepa-16-careworker").GetNotice())!;
        var (id, now) = ($"places-{Guid.NewGuid():N}", time.GetUtcNow());
        var announced = notice with
        {
            VacancyId = id,
            BatchId = id,
            OpensAt = now.AddMinutes(-1),
            ClosesAt = now.AddDays(30),
            RequiredDocuments = [],
            Demands = null,
            Intake = intake,
        };
        Assert.Null((await Door.Grains.GetGrain<IVacancyGrain>(id).Announce(new AnnounceVacancy(announced))).Refusal);
        return id;
    }

    /// <summary>Somebody with a draft that lacks nothing.</summary>
    internal async Task<Contender> Drafted(string vacancyId)
    {
        var person = await Door.Applicant();
        await person.FillProfile();
        var started = (await person.Post("/api/v1/applications", new { vacancyId })).Is(201);
        var lastStep = new { officeId = Office, needsPassportRecommendation = false };
        (await person.Put($"{started.Location}/last-step", lastStep, ("If-Match", started.Tag!))).Is(200);
        return new Contender(this, person, started.Location!);
    }

    /// <summary>Somebody who has sent, with the receipt.</summary>
    internal async Task<(Contender Person, Reply Receipt)> Sent(string vacancyId)
    {
        var person = await Drafted(vacancyId);
        return (person, (await person.Send()).Is(200));
    }

    /// <summary>Puts the clock forward; tokens of before are over, see <see cref="Renew"/>.</summary>
    internal void Advance(TimeSpan span) => time.Advance(span);

    internal async Task Renew(Caller caller)
    {
        var card = await Door.Grains.GetGrain<IAccountGrain>(caller.AccountId).GetCard();
        caller.UseToken(Door.Services.GetRequiredService<SessionTokens>().MakeFor(card).AccessToken);
    }

    /// <summary>Asks until it is so.</summary>
    internal static async Task<Reply> Until(Func<Task<Reply>> ask, Func<Reply, bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var reply = await ask();
            if (holds(reply)) return reply;
            if (limit.IsCancellationRequested) Assert.Fail($"It never came about: {reply.Text}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}

/// <summary>Somebody who wants a place.</summary>
internal sealed class Contender(PlaceWorld world, Caller person, string path) : IDisposable
{
    public Caller Person => person;

    public string Path => path;

    public string Id => path.Split('/')[^1];

    public Task<Reply> Send() => person.Post($"{path}/submission", null, ("Idempotency-Key", Guid.NewGuid().ToString()));

    public Task<Reply> Accept() => person.Post($"{path}/place-acceptance");

    public async Task Withdraw() => (await person.Post($"{path}/withdrawal", new { reason = "personal-family" })).Is(200);

    public Task<Reply> Look() => person.Get(path);

    public Task Renew() => world.Renew(person);

    /// <summary>The application, once it has a status.</summary>
    public Task<Reply> Becomes(string status) => PlaceWorld.Until(Look, reply => StatusOf(reply) == status);

    public static string? StatusOf(Reply reply) => reply.Is(200).Data.GetProperty("status").GetString();

    public void Dispose() => person.Dispose();
}
