using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Peers;
using Siskop2mi.Bench.Reports;
using Siskop2mi.Bench.Seeding;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainHost.Reminders;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Grains.Vacancies;
using Siskop2mi.Silo.Runtime;
using Siskop2mi.Storage.Reminders;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Bench.Benches;

/// <summary>Places of one vacancy. What was reserved before must not make the next reservation dearer.</summary>
internal sealed class HotGrainBench : IBench
{
    private const int Callers = 256;
    private const double Bar = 20_000;

    private static readonly NodePlan Product = new()
    {
        Classes = [typeof(VacancyGrain)],
    };

    public string Name => "hot-grain";

    public string What => "reservations on one vacancy, 256 callers, in process";

    public async Task Run(BenchRun run)
    {
        var full = run.Size.Of(50_000, 1_000);
        var each = run.Size.Of(10_000, 500);
        var rounds = run.Size.IsShort ? 2 : 8;
        var empty = await Side(run, Product, "ours, from 0 taken", 0, each, rounds);
        var filled = await Side(run, Product, $"ours, from {full:N0} taken", full, each, rounds);
        var one = await Side(
            run, Product with
            {
                Options = options => options.IgnoreReentrancy = true,
                Store = (database, keys) => new OneWriteStorage(database.ConnectionString, new StorageJson(keys)),
            },
            "one write a call, from 0 taken", 0, each / 5, Math.Min(rounds, 4));
        run.AtLeast("ours over one write a call", empty / one, 25);
        run.AtLeast($"ours over {Bar:N0}/s", empty / Bar, 1);
        run.AtLeast($"ours from {full:N0} taken over ours from 0", filled / empty, 0.85);
        run.Note($"a round is a fresh vacancy that gives {each:N0} places ({each / 5:N0} with one write a call); the middle round counts");
    }

    private static async Task<double> Side(BenchRun run, NodePlan plan, string name, int taken, int each, int rounds)
    {
        BenchRun.Say(name);
        await using var database = await run.Ground.NewDatabase();
        await using var node = await NodePieces.Open(database, plan with
        {
            Services = services => services.AddSingleton<IReminderSource>(new InHouseReminders(new ReminderStore(database.Source))),
        });
        List<double> rates = [];
        List<CpuSplit> cpu = [];
        var acknowledged = 0L;
        // The first is the warm-up.
        for (var round = 0; round <= rounds; round++)
        {
            var vacancy = await Prepare(database, node.Grains, new Offer($"lowongan-{round}", "gelombang-1", 1_000_000), taken);
            var (clock, start) = (run.Ground.InProcess.Start(), Stopwatch.GetTimestamp());
            acknowledged += await Reserve(vacancy, round, each);
            if (round == 0) continue;
            rates.Add(each / Stopwatch.GetElapsedTime(start).TotalSeconds);
            cpu.Add(clock());
        }

        var expected = acknowledged + ((rounds + 1L) * taken);
        run.Count($"{name}, rows of places", await database.Number("select count(*) from holding"), expected);
        run.Count($"{name}, places counted", await database.Number("select sum(taken) from vacancy"), expected);
        run.Count($"{name}, told they have one", acknowledged, (rounds + 1L) * each);
        run.Cpu(name, new CpuSplit(cpu.Average(one => one.Server), cpu.Average(one => one.Database), 0));
        var rate = rates.Order().ElementAt(rates.Count / 2);
        run.Figure(name, rate, "places/s");
        return rate;
    }

    private static async Task<IVacancyGrain> Prepare(BenchDatabase database, IGrainFactory grains, Offer offer, int taken)
    {
        var vacancy = grains.GetGrain<IVacancyGrain>(offer.VacancyId);
        await database.Execute(
            """
            insert into holding (grain_type, grain_key, key, status, number, attempt, at, is_settled)
            select 'vacancy', $1, 'lama-' || n || '.gelombang-1', 2, n, n, now(), true from generate_series(1, $2) n
            """, offer.VacancyId, taken);
        await database.Execute(
            "insert into vacancy (key, version, state) values ($1, 1, $2::text::jsonb)", offer.VacancyId, StateOf(offer, taken));
        if (await vacancy.CountPlaces() is not { InUse: var inUse } || inUse != taken)
            throw new InvalidOperationException($"The vacancy was prepared with {taken} places taken and counts otherwise.");
        return vacancy;
    }

    private static string StateOf(Offer offer, int taken) => System.Text.Json.JsonSerializer.Serialize(
        AnnounceVacancyRule.Decide(new VacancyState(), new AnnounceVacancy(offer.Notice)).State with
        {
            Taken = taken,
            LastNumber = taken,
            LastAttempt = taken,
        },
        Domain.Primitives.DomainJson.Options);

    private static async Task<long> Reserve(IVacancyGrain vacancy, int round, int each)
    {
        var (next, given) = (0, 0L);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n <= each; n = Interlocked.Increment(ref next))
            {
                var receipt = await vacancy.TakePlace(new TakePlace($"orang-{round:00}-{n:0000000}.gelombang-1"));
                if (receipt.Refusal is null) Interlocked.Increment(ref given);
            }
        })));
        return given;
    }
}
