using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Notifications;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>
/// Hands over the mails and text messages that are due, on the active node; <see cref="MessageRequests"/> says which there are.
/// One stays pending until the server took it. One that cannot even be written is tried again later, as one that the server defers.
/// </summary>
internal sealed partial class MessageDelivery(
    IGrainFactory grains, MessageQueries mails, MessageComposer composer, SmtpMailer mailer, ISmsGateway texts, MailOptions options,
    BackSeat backSeat, TimeProvider time, ILogger<MessageDelivery> log)
    : INodeDuty
{
    private const int Batch = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async Task Run(CancellationToken cancellationToken)
    {
        var work = new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce };
        while (!cancellationToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            var due = await mails.Due(time.GetUtcNow(), Batch, cancellationToken);
            var noted = 0;
            await Parallel.ForEachAsync(due, work, async (id, _) =>
            {
                // The node's token and not the loop's: no mail is cut off in the middle because another one failed.
                if (!cancellationToken.IsCancellationRequested && await Deliver(id, cancellationToken)) Interlocked.Increment(ref noted);
            });
            await backSeat.Rest(began, cancellationToken);
            if (noted < Batch) await Task.Delay(Pause, time, cancellationToken);
        }
    }

    // Whether the end of the attempt is noted; if not, the mail is due again at once.
    private async Task<bool> Deliver(string id, CancellationToken cancellationToken)
    {
        try
        {
            var grain = grains.GetGrain<IMessageGrain>(id);
            var mail = await grain.Get();
            if (mail.Status is not MessageStatus.Pending) return false;
            await grain.RecordAttempt(new RecordMessageAttempt(await Attempt(id, mail, cancellationToken)));
            return true;
        }
        catch (Exception caught) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(caught, id);
            return false;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async Task<MessageAttempt> Attempt(string id, MessageState mail, CancellationToken cancellationToken)
    {
        try
        {
            if (MessageRule.ChannelOf(mail.Template) is MessageChannel.Sms)
                return await composer.ComposeText(mail) is { } text
                    ? await texts.Send(id, text.To, text.Text, cancellationToken)
                    : MessageAttempt.Refused;
            return await composer.ComposeLetter(mail) is { } letter
                ? await mailer.Send(id, letter.To, letter.Subject, letter.Body, cancellationToken)
                : MessageAttempt.Refused;
        }
        catch (Exception caught) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(caught, id);
            return MessageAttempt.Deferred;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} could not be written or handed over.")]
    private partial void LogFailed(Exception caught, string mail);
}
