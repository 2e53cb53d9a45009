using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Notifications;

/// <summary>The operator that carries text messages to phones. Outside; it fails in reality.</summary>
public interface ISmsGateway
{
    /// <summary>
    /// Hands over one message, within the adapter's time limit. Never throws for an outage: that is
    /// <see cref="MessageAttempt.Deferred"/>. <paramref name="messageId"/> stays the same when a message is handed over again,
    /// so that the gateway can drop a double.
    /// </summary>
    Task<MessageAttempt> Send(string messageId, MobileNumber to, string text, CancellationToken cancellationToken);
}
