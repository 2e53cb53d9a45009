using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Notifications;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>The reader of the event feed that asks for mails, and the sender: both stop anywhere and begin again.</summary>
internal sealed class MailPost
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
            if (MailRule.For(stored.Envelope.Event) is { } template)
                await client.Grains.GetGrain<IMailGrain>(KeyOf(stored)).Require(
                    new RequireMail(template, "account", stored.Grain.Key.ToString()));
        }

        await cursor.MoveTo(events.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    });

    /// <summary>Tries to send one mail.</summary>
    public async Task Deliver(HostileClient client)
    {
        var asking = client.Storage.Events.Where(stored => MailRule.For(stored.Envelope.Event) is not null).ToList();
        if (asking.Count == 0) return;
        var mail = client.Grains.GetGrain<IMailGrain>(KeyOf(client.Random.Pick(asking)));
        var result = client.Random.Pick([MailAttempt.Accepted, MailAttempt.Deferred, MailAttempt.Deferred, MailAttempt.Refused]);
        await client.Try(() => mail.RecordAttempt(new RecordMailAttempt(result)));
    }
}
