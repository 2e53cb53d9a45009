using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Siskop2mi.Bench.Load;
using Siskop2mi.RehearseRush.Journals;

namespace Siskop2mi.RehearseRush.Rushes;

/// <summary>
/// Sends applications as phones do: what is on its way is in the journal, an answer that does not come in time is unknown, and
/// what is unknown is sent again with the same key.
/// </summary>
internal sealed class RushClient(IPEndPoint server, SendingJournal journal, TimeSpan patience) : IDisposable
{
    private readonly ConcurrentBag<HttpLine> idle = [];

    /// <summary>Sends once.</summary>
    /// <param name="ticket">What.</param>
    /// <param name="attempt">1 for the first time.</param>
    /// <param name="beforeItLeaves">Waited for when the journal has it.</param>
    public async Task<Hearing> Send(RushTicket ticket, int attempt = 1, Func<Task>? beforeItLeaves = null)
    {
        var request = HttpText.Post($"/api/v1/applications/{ticket.ApplicationId}/submission", ticket.Token, ticket.Key);
        var sending = await journal.Intend(ticket.Key, ticket.ApplicationId, ticket.VacancyId, attempt);
        if (beforeItLeaves is not null) await beforeItLeaves();
        var hearing = await Ask(sending.Id, request);
        journal.Hear(hearing);
        return hearing;
    }

    /// <summary>Sends until it is clear what became of it.</summary>
    public async Task<Hearing> SendUntilClear(RushTicket ticket, CancellationToken giveUp)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Send(ticket, attempt) is { IsFinal: true } clear) return clear;
            await Task.Delay(TimeSpan.FromMilliseconds(100), giveUp);
        }
    }

    public void Dispose()
    {
        foreach (var line in idle) line.Dispose();
    }

    private async Task<Hearing> Ask(long id, byte[] request)
    {
        if (!idle.TryTake(out var line)) line = new HttpLine(server);
        using var late = new CancellationTokenSource(patience);
        try
        {
            await using var cut = late.Token.Register(line.Cut);
            return Read(id, await line.Send(request), Encoding.UTF8.GetString(line.Body));
        }
        catch (IOException)
        {
            return new Hearing(id, 0, null, null);
        }
        finally
        {
            idle.Add(line);
        }
    }

    // A body may come with the marks of chunks around it.
    internal static Hearing Read(long id, int status, string body)
    {
        var (from, to) = (body.IndexOf('{', StringComparison.Ordinal), body.LastIndexOf('}'));
        if (from < 0 || to < from) return new Hearing(id, status, null, null);
        using var json = JsonDocument.Parse(body[from..(to + 1)]);
        var root = json.RootElement;
        var reference = status == 200 ? root.GetProperty("data").GetProperty("reference").GetString() : null;
        var code = status != 200 && root.TryGetProperty("code", out var text) ? text.GetString() : null;
        return new Hearing(id, status, code, reference);
    }
}
