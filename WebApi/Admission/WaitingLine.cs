using System.Buffers.Text;
using System.Security.Cryptography;

namespace Siskop2mi.WebApi.Admission;

/// <summary>What somebody who asks the line hears.</summary>
/// <param name="IsAdmitted">It is their turn.</param>
/// <param name="Ticket">To be shown at the next question; null when the line takes nobody more.</param>
/// <param name="Ahead">Live tickets before theirs. Never more than at the question before.</param>
/// <param name="Wait">About how long, from how fast the line went of late; null when that is not known.</param>
/// <param name="AskAgain">When to ask again.</param>
internal readonly record struct LineAnswer(bool IsAdmitted, string? Ticket, int Ahead, TimeSpan? Wait, TimeSpan AskAgain);

/// <summary>
/// The line of browsers before a server over capacity: first come first served, at the rate at which places become free. A ticket
/// is a random word known to its owner alone. In memory: the line begins anew when the server does.
/// </summary>
internal sealed class WaitingLine(AdmissionOptions options, TimeProvider time, Func<int, int> random)
{
    // A phone that sleeps for a moment keeps its place.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Ticket> tickets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> letIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byNetwork = new(StringComparer.Ordinal);
    private readonly LivePlaces places = new(options.MostTickets);
    private readonly LinePace pace = new();
    private DateTimeOffset sweptAt = DateTimeOffset.MinValue;

    /// <summary>Live tickets.</summary>
    public int Length
    {
        get
        {
            lock (gate) return tickets.Count;
        }
    }

    /// <summary>Asks for a turn, with the ticket of the last answer or for the first time.</summary>
    /// <param name="ticket">What the asker shows; anything.</param>
    /// <param name="network">Where they ask from.</param>
    /// <param name="free">Places free at this moment.</param>
    public LineAnswer Ask(string? ticket, string network, int free)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            // The answer that let them in may have been lost on a weak link.
            if (ticket is not null && letIn.ContainsKey(ticket)) return new LineAnswer(true, ticket, 0, null, TimeSpan.Zero);
            if (tickets.Count == 0) pace.Begin(now);
            pace.MoveTo(now, free);
            if (ticket is null || !tickets.TryGetValue(ticket, out var held)) (ticket, held) = Join(network);
            var ahead = held is null ? tickets.Count : places.CountBefore(held.Place);
            if (held is not null && pace.TakeTurn(ahead)) return LetIn(ticket!, held, now);
            var answer = new LineAnswer(false, ticket, ahead, pace.WaitOf(ahead), Again(ahead));
            if (held is not null) held.DropAt = now + Max(ShortestLife, answer.AskAgain * 3);
            return answer;
        }
    }

    private LineAnswer LetIn(string ticket, Ticket held, DateTimeOffset now)
    {
        Drop(ticket, held);
        if (letIn.Count < options.MostTickets) letIn[ticket] = now + options.PassLife;
        return new LineAnswer(true, ticket, 0, null, TimeSpan.Zero);
    }

    private (string? Ticket, Ticket? Held) Join(string network)
    {
        var ofNetwork = byNetwork.GetValueOrDefault(network);
        if (tickets.Count >= options.MostTickets || ofNetwork >= options.MostTicketsOfNetwork) return (null, null);
        if (places.IsUsedUp) places.Renumber(tickets.Values);
        var (ticket, held) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), new Ticket(network));
        held.Place = places.Take();
        tickets.Add(ticket, held);
        byNetwork[network] = ofNetwork + 1;
        return (ticket, held);
    }

    private void Drop(string ticket, Ticket held)
    {
        tickets.Remove(ticket);
        places.Release(held.Place);
        if (--byNetwork[held.Network] == 0) byNetwork.Remove(held.Network);
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now - sweptAt < BetweenSweeps) return;
        sweptAt = now;
        foreach (var (ticket, held) in tickets.Where(pair => pair.Value.DropAt <= now).ToList()) Drop(ticket, held);
        foreach (var (ticket, _) in letIn.Where(pair => pair.Value <= now).ToList()) letIn.Remove(ticket);
    }

    // Four times before the turn, so that a long line asks seldom; spread, so that it does not ask as one.
    private TimeSpan Again(int ahead)
    {
        var quarter = pace.WaitOf(ahead) / 4 ?? TimeSpan.FromSeconds(ahead / 10.0);
        var again = Max(Soonest, quarter < Latest ? quarter : Latest);
        return again * (1 + (random(21) / 100.0));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>A place in line.</summary>
internal sealed class Ticket(string network)
{
    public string Network => network;

    public int Place { get; set; }

    public DateTimeOffset DropAt { get; set; }
}
