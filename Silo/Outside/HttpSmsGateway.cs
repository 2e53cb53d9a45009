using Microsoft.Extensions.Logging;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Silo.Outside;

/// <summary>
/// The SMS gateway over HTTP. Taken is taken (2xx); a message that the gateway does not want is never sent again; everything
/// else is tried later under the same id, so that a message whose answer was lost is not carried twice.
/// </summary>
public sealed class HttpSmsGateway(SmsGatewayOptions options, TimeProvider time, ILogger<HttpSmsGateway> log)
    : ISmsGateway, IDisposable
{
    private readonly OutsideSystem gateway = new("SMS gateway", options, time, log);

    public Task<MessageAttempt> Send(string messageId, MobileNumber to, string text, CancellationToken cancellationToken) => gateway.Ask(
        "sms/messages", new { id = messageId, to = to.Reveal(), text }, Read, MessageAttempt.Deferred, cancellationToken);

    public void Dispose() => gateway.Dispose();

    private static MessageAttempt? Read(OutsideReply reply) =>
        reply.IsSuccess ? MessageAttempt.Accepted : reply.IsAboutTheQuestion ? MessageAttempt.Refused : null;
}
