using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Notifications;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>The reader of the event feed that asks for mails, and the sender: both stop anywhere and begin again.</summary>
internal sealed class MessagePost
{
    public static string KeyOf(StoredEvent stored) => $"{stored.Grain.Type}.{stored.Grain.Key}.{stored.Version}";

    /// <summary>Asks for the mails of all events since the place the reader remembers.</summary>
    public Task Pump(HostileClient client) => client.Try(async () =>
    {
        var cursor = client.Grains.GetGrain<IFeedCursorGrain>("mail");
        var position = int.Parse(await cursor.GetPosition() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var events = client.Storage.Events;
        foreach (var stored in events.Skip(position))
        {
            if (MessageRule.For(stored.Envelope.Event) is { } template)
                await client.Grains.GetGrain<IMessageGrain>(KeyOf(stored)).Require(
                    new RequireMessage(template, "account", stored.Grain.Key.ToString()));
        }

        await cursor.MoveTo(events.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    });

    /// <summary>Tries to send one mail.</summary>
    public async Task Deliver(HostileClient client)
    {
        var asking = client.Storage.Events.Where(stored => MessageRule.For(stored.Envelope.Event) is not null).ToList();
        if (asking.Count == 0) return;
        var mail = client.Grains.GetGrain<IMessageGrain>(KeyOf(client.Random.Pick(asking)));
        var result = client.Random.Pick(
            [MessageAttempt.Accepted, MessageAttempt.Deferred, MessageAttempt.Deferred, MessageAttempt.Refused]);
        await client.Try(() => mail.RecordAttempt(new RecordMessageAttempt(result)));
    }
}
