using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Notifications;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>
/// Turns events into mails to be sent, on the active node. Reads the feed from its bookmark, asks one mail grain per event
/// that means a mail (keyed by the event, so reading twice asks once), and moves the bookmark last, so that a crash loses
/// nothing. An event that can never become a mail is logged as an error and passed by; the others must not wait for it.
/// There are two readers: messages that somebody waits for go ahead of those that give way to a rush.
/// </summary>
internal sealed partial class MessageRequests(
    bool isAwaited, IGrainFactory grains, EventFeed feed, BackSeat backSeat, TimeProvider time, ILogger<MessageRequests> log) : INodeDuty
{
    private const string Letters = "mail-delivery";
    private const string Awaited = "awaited-messages";
    private const int Batch = 200;
    private const int AtOnce = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task Run(CancellationToken cancellationToken)
    {
        var bookmark = grains.GetGrain<IFeedCursorGrain>(isAwaited ? Awaited : Letters);
        while (!cancellationToken.IsCancellationRequested)
        {
            var events = await feed.ReadAsync(await bookmark.GetPosition(), Batch, cancellationToken);
            foreach (var some in events.Chunk(AtOnce))
            {
                var began = time.GetTimestamp();
                await Task.WhenAll(some.Select(Ask));
                if (!isAwaited) await backSeat.Rest(began, cancellationToken);
            }

            if (events.Count > 0) await bookmark.MoveTo(events[^1].Cursor);
            if (events.Count < Batch) await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task Ask(StoredEvent stored)
    {
        if (stored.IsUnreadable && isAwaited) LogUnreadable(stored.Id, stored.Type);
        if (stored.Event is not { } happened || MessageRule.For(happened) is not { } template) return;
        var key = $"{stored.GrainType}.{stored.GrainKey}.{stored.Version}.{stored.Ordinal}";
        await Require(stored, key, template);
        if (MessageRule.TextFor(happened) is { } text) await Require(stored, $"{key}.text", text);
    }

    private async Task Require(StoredEvent stored, string key, MessageTemplate template)
    {
        if (MessageRule.IsAwaited(template) != isAwaited) return;
        var account = stored.GrainType switch
        {
            "application" => ApplicationKey.ApplicantOf(stored.GrainKey),
            "document" => stored.GrainKey.Split('.')[0],
            _ => stored.GrainKey,
        };
        try
        {
            await grains.GetGrain<IMessageGrain>(key).Require(new RequireMessage(template, account, stored.GrainKey));
        }
        catch (Exception caught) when (caught is ArgumentException or FormatException || ExceptionProblems.IsForGood(caught))
        {
            // It would fail the same way for ever. Anything else passes (a database away), and the bookmark waits for it.
            LogNoMail(caught, stored.Id, stored.Type);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Event} of type {Type} cannot be read: whether it asks for a mail is unknown.")]
    private partial void LogUnreadable(long @event, string type);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Event} of type {Type} asks for a mail that cannot be kept.")]
    private partial void LogNoMail(Exception caught, long @event, string type);
}
