using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>Stands in while no operator is configured: text messages wait.</summary>
internal sealed class NoSmsGateway : ISmsGateway
{
    public Task<MessageAttempt> Send(string messageId, MobileNumber to, string text, CancellationToken cancellationToken) =>
        Task.FromResult(MessageAttempt.Deferred);
}
