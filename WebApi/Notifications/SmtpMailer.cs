using System.Net;
using System.Net.Mail;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>
/// Hands one mail to the SMTP server. The Message-ID is made of the mail's key, so that a mail handed over twice (a lost
/// answer, a crash between sending and noting it) can be told as one.
/// </summary>
internal sealed partial class SmtpMailer(MailOptions options, ILogger<SmtpMailer> log)
{
    public async Task<MessageAttempt> Send(string mailId, EmailAddress to, string subject, string body, CancellationToken cancellationToken)
    {
        if (options.Host is null) return Deferred(mailId, "no mail server is configured");
        using var message = new MailMessage(options.From, to.Reveal(), subject, body);
        message.Headers.Add("Message-ID", $"<{mailId}@{new MailAddress(options.From).Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.UseTls };
        if (options.UserName is not null) client.Credentials = new NetworkCredential(options.UserName, options.Password);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            await client.SendMailAsync(message, limit.Token);
            return MessageAttempt.Accepted;
        }
        // 550 to 554 speak of this mail; other 5xx speak of our log-in or our manners, which an operator can mend.
        catch (SmtpException refused) when ((int)refused.StatusCode is >= 550 and <= 554)
        {
            LogRefused(mailId, (int)refused.StatusCode);
            return MessageAttempt.Refused;
        }
        catch (Exception caught) when (
            !cancellationToken.IsCancellationRequested && caught is SmtpException or OperationCanceledException or IOException)
        {
            return Deferred(mailId, caught is SmtpException smtp ? $"status {(int)smtp.StatusCode}" : caught.GetType().Name);
        }
    }

    private MessageAttempt Deferred(string mailId, string why)
    {
        LogDeferred(mailId, why);
        return MessageAttempt.Deferred;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} was refused for good with status {Status}.")]
    private partial void LogRefused(string mail, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} waits: {Why}.")]
    private partial void LogDeferred(string mail, string why);
}
