using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Rushes;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Storms;

/// <summary>
/// Submissions in plenty, each of its own person and batch, so that a server can be loaded for minutes without anybody asking
/// twice. Handed out once; who was not served can be put back.
/// </summary>
internal sealed class TicketBook
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<Ticket> open;

    private TicketBook(World world, RushServer server, IEnumerable<Ticket> tickets)
    {
        (World, Server) = (world, server);
        open = new(tickets);
    }

    public World World { get; }

    public RushServer Server { get; }

    /// <summary>Tickets that were acknowledged.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Ticket> Acknowledged { get; } = [];

    /// <summary>A world with so many people and batches, and the product that serves it.</summary>
    public static async Task<TicketBook> Open(BenchRun run, int people, int batches)
    {
        Offer[] offers = [.. Enumerable.Range(0, batches).Select(number => new Offer($"badai-{number}", $"badai-{number}", people))];
        var world = await World.Seed(run.Ground, people, offers, _ => offers);
        var server = await RushSides.Product(run, world);
        return new TicketBook(world, server, offers.SelectMany(offer =>
            Enumerable.Range(0, people).Select(person => new Ticket(person, offer, server.Submission(person, offer)))));
    }

    public Ticket? Take() => open.TryDequeue(out var ticket) ? ticket : null;

    public void PutBack(Ticket ticket) => open.Enqueue(ticket);

    /// <summary>Notes an answer: an acknowledged ticket is done with, anybody else may try again.</summary>
    public void Note(Ticket ticket, int status)
    {
        if (status == 200) Acknowledged.Enqueue(ticket);
        else PutBack(ticket);
    }

    /// <summary>Compares the acknowledged with the database: nothing lost, nobody twice.</summary>
    public async Task Check(BenchRun run)
    {
        var lost = 0;
        foreach (var group in Acknowledged.GroupBy(ticket => ticket.Offer))
        {
            var applied = (await Server.Applied(group.Key)).ToHashSet(StringComparer.Ordinal);
            lost += group.Count(ticket => !applied.Contains(World.People[ticket.Person].Id));
        }

        run.Count("acknowledged submissions lost", lost, 0);
        run.Count("submissions acknowledged twice", Acknowledged.Count - Acknowledged.Distinct().Count(), 0);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await World.DisposeAsync();
    }
}
