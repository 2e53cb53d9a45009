using Npgsql;
using Siskop2mi.Bench.Load;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.RehearseRush.Checks;
using Siskop2mi.RehearseRush.Journals;
using Siskop2mi.RehearseRush.Rushes;
using Siskop2mi.Storage.Queries;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.WebApi.Node;

namespace Siskop2mi.RehearseRush.Rehearsals;

/// <summary>
/// A rush on a copy of a batch: its positions and what they ask for, made-up people with made-up papers, in a database and a server
/// of their own on this machine. Nothing of it is ever in the service's database (docs/adr/0014-rehearsals.md).
/// </summary>
internal sealed class Rehearsal(RehearsalOrder order, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Holds it, and tells what was found; 0 when the checker found nothing wrong.</summary>
    /// <param name="stop">Ends it after the rate that is being tried, and clears up.</param>
    public async Task<int> Hold(CancellationToken stop)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(order.Configuration).Build();
        await using var ground = await Ground.Prepare(configuration, CancellationToken.None);
        var positions = await Positions(ground.Node.ConnectionString);
        var rates = RateLadder.Rates(order.Rate, order.Minutes);
        var folder = Directory.CreateTempSubdirectory("siskop2mi-rehearsal-").FullName;
        try
        {
            await using var database = await RehearsalDatabase.Create(ground.Node.ConnectionString, time.GetUtcNow());
            var keys = KeyFile.LoadOrCreate(Path.Combine(folder, "keys.json"));
            var people = rates.Sum(RateLadder.CountFor);
            var copies = positions.Select(position => CopyOf(position, people)).ToList();
            Console.WriteLine($"Making up {people:N0} people for {copies.Count} positions of {order.BatchId} ...");
            var tickets = await RushSeed.Plant(database.ConnectionString, keys, people, copies, person => [copies[person % copies.Count]]);
            var rungs = await Send(database, folder, rates, tickets, stop);
            return await Tell(database, copies, JournalIn(folder), rungs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<VacancyNotice>> Positions(string live)
    {
        await using var source = NpgsqlDataSource.Create(live);
        var everything = await new VacancyQueries(source).ListAll([], CancellationToken.None);
        if (!order.IsSure && RehearsalWindow.WhyNot(everything.Select(one => one.Notice), time.GetUtcNow()) is { } why)
            throw new RehearsalException($"{why} A rehearsal would slow them down; --yes-really holds it all the same.");
        var positions = everything.Select(one => one.Notice).Where(notice => notice.BatchId == order.BatchId).ToList();
        return positions.Count > 0 ? positions : throw new RehearsalException($"There is no batch {order.BatchId}.");
    }

    // Open now, and with a place for everybody: a refusal costs less than a place, and would make the machine look faster.
    private VacancyNotice CopyOf(VacancyNotice notice, int people) => notice with
    {
        VacancyId = $"rehearsal-{notice.VacancyId}",
        BatchId = $"rehearsal-{notice.BatchId}",
        OpensAt = time.GetUtcNow().AddDays(-1),
        ClosesAt = time.GetUtcNow().AddDays(1),
        Demands = null,
        Intake = (notice.Intake ?? new Intake { Kind = IntakeKind.FirstCome, Places = people }) with { Places = people },
    };

    private async Task<IReadOnlyList<Rung>> Send(
        RehearsalDatabase database, string folder, IReadOnlyList<int> rates, IReadOnlyList<RushTicket> tickets, CancellationToken stop)
    {
        await using var server = await RehearsalServer.Start(order.Program, folder, database.ConnectionString);
        await using var journal = new SendingJournal(JournalIn(folder));
        using var client = new RushClient(server.Address, journal, Patience);
        List<Rung> rungs = [];
        Console.WriteLine("  a minute     sent   turned away    p50 ms    p99 ms");
        var next = 0;
        foreach (var rate in rates)
        {
            var rung = await Climb(client, rate, [.. tickets.Skip(next).Take(RateLadder.CountFor(rate))]);
            // Who stops this may have stopped its server as well: that says nothing about the rate.
            if (stop.IsCancellationRequested) break;
            rungs.Add(rung);
            next += rung.Sent;
            Console.WriteLine(
                $"{rung.Rate,10:N0}{rung.Sent,9:N0}{rung.TurnedAway,14:N0}{rung.Times.Percentile(0.5),10:N0}{rung.P99,10:N0}"
                + (rung.IsSafe ? "" : "   too slow, or too many turned away"));
            if (!rung.IsSafe) break;
        }

        return rungs;
    }

    private static string JournalIn(string folder) => Path.Combine(folder, "journal.txt");

    private static async Task<Rung> Climb(RushClient client, int rate, RushTicket[] tickets)
    {
        var turnedAway = 0;
        var times = await OpenLoop.Run(rate / 60.0, TimeSpan.FromSeconds((tickets.Length + 0.5) * 60 / rate), async (number, _) =>
        {
            if (!(await client.Send(tickets[number])).IsReceipt) Interlocked.Increment(ref turnedAway);
        });
        return new Rung(rate, tickets.Length, turnedAway, times);
    }

    private static async Task<int> Tell(
        RehearsalDatabase database, List<VacancyNotice> copies, string journalFile, IReadOnlyList<Rung> rungs)
    {
        var findings = await RushChecker.Check(
            database.Source, JournalReader.Read(journalFile), copies.Select(notice => notice.VacancyId));
        foreach (var finding in findings) Console.WriteLine($"WRONG {finding}");
        Console.WriteLine(findings.Count == 0
            ? "Every receipt, place, number and version is as it must be."
            : $"{findings.Count} things are wrong: report them before the batch opens.");
        Console.WriteLine(RateLadder.Sentence(rungs));
        return findings.Count == 0 ? 0 : 1;
    }
}
