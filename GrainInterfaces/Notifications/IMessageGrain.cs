using Orleans.Concurrency;
using Siskop2mi.Domain.Notifications;

namespace Siskop2mi.GrainInterfaces.Notifications;

/// <summary>One mail that one event asks for. Key: the event's place in its grain's history.</summary>
public interface IMessageGrain : IGrainWithStringKey
{
    /// <summary>Asks for the mail; the first ask counts.</summary>
    Task Require(RequireMessage command);

    /// <summary>Keeps how an attempt ended and when to try again.</summary>
    Task RecordAttempt(RecordMessageAttempt command);

    /// <summary>The mail as it stands.</summary>
    [ReadOnly]
    Task<MessageState> Get();
}
