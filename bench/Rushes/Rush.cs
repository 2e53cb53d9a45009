using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Reports;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Rushes;

/// <summary>One person who wants a place.</summary>
internal sealed record Ticket(int Person, Offer Offer, byte[] Request);

/// <summary>What a rush found.</summary>
/// <param name="Acknowledged">Tickets that were told they have a place.</param>
/// <param name="Refused">How many were told that there is none.</param>
/// <param name="Unanswered">How many got no answer after several tries.</param>
/// <param name="Contradictions">Double clicks whose two answers differ.</param>
/// <param name="Elapsed">From the first sending to the last answer.</param>
/// <param name="UntilLastPlace">From the first sending to the last acknowledgement of a place.</param>
/// <param name="Cpu">Cores used meanwhile.</param>
internal sealed record RushOutcome(
    IReadOnlyCollection<Ticket> Acknowledged, int Refused, int Unanswered, int Contradictions, TimeSpan Elapsed, TimeSpan UntilLastPlace,
    CpuSplit Cpu);

/// <summary>
/// Many people send at once. Each connection takes the next ticket as soon as it is free. Of a hundred people two click twice
/// at the same time, and two lose the link before the answer and send again with the same key.
/// </summary>
internal sealed class Rush(IPEndPoint server, CpuClock clock)
{
    private const int Tries = 100;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentQueue<Ticket> acknowledged = [];
    private int refused;
    private int unanswered;
    private int contradictions;
    private long lastPlace;

    public async Task<RushOutcome> Run(IReadOnlyList<Ticket> tickets, int connections)
    {
        var next = -1;
        var (start, cpu) = (Stopwatch.GetTimestamp(), clock.Start());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var first = new HttpLine(server);
            using var second = new HttpLine(server);
            for (var at = Interlocked.Increment(ref next); at < tickets.Count; at = Interlocked.Increment(ref next))
                Note(tickets[at], await Send(at, tickets[at].Request, first, second));
        })));
        return new RushOutcome(
            acknowledged, refused, unanswered, contradictions, Stopwatch.GetElapsedTime(start),
            Stopwatch.GetElapsedTime(start, Math.Max(start, lastPlace)), cpu());
    }

    private async Task<int> Send(int at, byte[] request, HttpLine first, HttpLine second)
    {
        if (at % 100 is 17 or 58)
        {
            var clicks = await Task.WhenAll(Answer(first, request), Answer(second, request));
            if (clicks[0] != clicks[1]) Interlocked.Increment(ref contradictions);
            return clicks[0];
        }

        if (at % 100 is 33 or 74) await first.SendAndHangUp(request);
        return await Answer(first, request);
    }

    // Anything but a yes or a no is asked again, with the same key.
    private static async Task<int> Answer(HttpLine line, byte[] request)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await line.Send(request) is var status && (status is 200 or 409 || attempt == Tries)) return status;
            }
            catch (IOException) when (attempt < Tries)
            {
                // Cut: again.
            }

            // Turned away by a server that has enough to do: people press the button again.
            await Task.Delay(Breath);
        }
    }

    private void Note(Ticket ticket, int status)
    {
        if (status == 409) Interlocked.Increment(ref refused);
        else if (status != 200) Interlocked.Increment(ref unanswered);
        if (status != 200) return;
        acknowledged.Enqueue(ticket);
        var now = Stopwatch.GetTimestamp();
        for (var known = Volatile.Read(ref lastPlace); known < now; known = Volatile.Read(ref lastPlace))
        {
            if (Interlocked.CompareExchange(ref lastPlace, now, known) == known) return;
        }
    }
}
