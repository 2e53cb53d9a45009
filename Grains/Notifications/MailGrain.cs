using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Notifications;

namespace Siskop2mi.Grains.Notifications;

/// <summary>Shell around <see cref="MailRule"/>.</summary>
[GrainType("mail")]
public sealed class MailGrain(
    [PersistentState("mail", StorageNames.Siskop2mi)] IPersistentState<MailState> mail) : Grain, IMailGrain
{
    public Task Require(RequireMail command) => this.CommitAsync(mail, MailRule.Require(mail.State, command, this.Now()));

    public Task RecordAttempt(RecordMailAttempt command) => this.CommitAsync(mail, MailRule.Record(mail.State, command, this.Now()));

    public Task<MailState> Get() => Task.FromResult(mail.State);
}
