using Siskop2mi.Domain.Notifications;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>Clients crowd one hot grain, each several at once, so that writes are shared, fail together and are repeated.</summary>
public sealed class TallyWorkload : HostileWorkload
{
    private readonly HashSet<string> sent = [];
    private readonly HashSet<string> acknowledged = [];

    public override GrainHostPlan Plan { get; } = new() { Classes = [typeof(TallyGrain)] };

    public override int Clients => 6;

    public override TimeSpan SettleTime => TimeSpan.FromSeconds(30);

    public override Task Operate(HostileClient client) =>
        Task.WhenAll(Enumerable.Range(0, 1 + client.Random.Next(4)).Select(_ => CountOne(client)));

    public override Task Check(HostileClient client)
    {
        var stored = client.Storage.Find<TallyState>("tally", GrainId.Create("sample-tally", "hot"))?.Keys ?? [];
        var events = client.Storage.Events.Select(one => ((MailSent)one.Envelope.Event)
            .Attempts.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Promise.Holds(acknowledged.IsSubsetOf(stored), "an acknowledged key is lost");
        Promise.Holds(stored.IsSubsetOf(sent), "a key is stored that nobody sent");
        Promise.Holds(events.Count == stored.Count && stored.SetEquals(events), $"{stored.Count} keys have {events.Count} events");
        return Task.CompletedTask;
    }

    private async Task CountOne(HostileClient client)
    {
        var key = client.Random.Chance(0.3) && sent.Count > 0 ? $"{client.Random.Next(sent.Count)}" : $"{sent.Count}";
        sent.Add(key);
        if (client.Random.Chance(0.3) && !await client.Try(Once)) return;
        await client.Insist(Once);

        async Task Once()
        {
            await client.Grains.GetGrain<ITallyGrain>("hot").Count(key);
            acknowledged.Add(key);
        }
    }
}
