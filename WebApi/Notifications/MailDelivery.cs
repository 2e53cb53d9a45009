using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Notifications;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Queries;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>
/// Turns events into mails, on the active node. Reads the feed from its bookmark, asks one mail grain per event that means a
/// mail (keyed by the event, so reading twice asks once), moves the bookmark, and hands over what is due. A crash anywhere
/// loses nothing: the bookmark moves last, and a mail stays pending until the server took it.
/// </summary>
internal sealed class MailDelivery(
    IGrainFactory grains, EventFeed feed, MailQueries mails, MailComposer composer, SmtpMailer mailer, MailOptions options,
        TimeProvider time)
    : INodeDuty
{
    private const string Bookmark = "mail-delivery";
    private const int Batch = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task Run(CancellationToken cancellationToken)
    {
        var bookmark = grains.GetGrain<IFeedCursorGrain>(Bookmark);
        while (!cancellationToken.IsCancellationRequested)
        {
            var read = await ReadOn(bookmark, cancellationToken);
            var due = await mails.Due(time.GetUtcNow(), Batch, cancellationToken);
            var work = new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(due, work, async (id, stop) => await Deliver(id, stop));
            if (read < Batch && due.Count < Batch) await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task<int> ReadOn(IFeedCursorGrain bookmark, CancellationToken cancellationToken)
    {
        var events = await feed.ReadAsync(await bookmark.GetPosition(), Batch, cancellationToken);
        await Task.WhenAll(events.Select(Ask));
        if (events.Count > 0) await bookmark.MoveTo(events[^1].Cursor);
        return events.Count;
    }

    private Task Ask(StoredEvent stored)
    {
        if (stored.Event is not { } happened || MailRule.For(happened) is not { } template) return Task.CompletedTask;
        var account = stored.GrainType == "application" ? ApplicationKey.ApplicantOf(stored.GrainKey) : stored.GrainKey;
        return grains.GetGrain<IMailGrain>($"{stored.GrainType}.{stored.GrainKey}.{stored.Version}.{stored.Ordinal}")
            .Require(new RequireMail(template, account, stored.GrainKey));
    }

    private async Task Deliver(string id, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IMailGrain>(id);
        var mail = await grain.Get();
        if (mail.Status is not MailStatus.Pending) return;
        var letter = await composer.Compose(mail);
        var result = letter is null
            ? MailAttempt.Refused
            : await mailer.Send(id, letter.To, letter.Subject, letter.Body, cancellationToken);
        await grain.RecordAttempt(new RecordMailAttempt(result));
    }
}
