using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Notifications;

namespace Siskop2mi.Grains.Notifications;

/// <summary>Shell around <see cref="MessageRule"/>.</summary>
[GrainType("message")]
public sealed class MessageGrain(
    [PersistentState("message", StorageNames.Siskop2mi)] IPersistentState<MessageState> message) : Grain, IMessageGrain
{
    public Task Require(RequireMessage command) => this.CommitAsync(message, MessageRule.Require(message.State, command, this.Now()));

    public Task RecordAttempt(RecordMessageAttempt command) =>
        this.CommitAsync(message, MessageRule.Record(message.State, command, this.Now()));

    public Task<MessageState> Get() => Task.FromResult(message.State);
}
