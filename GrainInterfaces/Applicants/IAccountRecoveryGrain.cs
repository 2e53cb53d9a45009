using Orleans.Concurrency;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Applicants;

/// <summary>
/// One case of a lost phone or mailbox. Key: an unguessable case id. The case is decided first, the account second; what breaks
/// off in between is finished by reminder.
/// </summary>
public interface IAccountRecoveryGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps who asks and asks the civil registry, whether or not there is an account; without an answer again every minute.
    /// Never refuses: who asks must not hear what is known. Repeatable.
    /// </summary>
    Task Open(OpenAccountRecovery command);

    /// <summary>
    /// Approves the case; the former address is told, and the new one gets a code when the wait is over. Refuses with
    /// <c>recovery-not-found</c>, <c>recovery-of-own-account</c>, <c>recovery-already-decided</c>. Repeatable by the same officer.
    /// </summary>
    Task<Outcome<AccountRecoveryView>> Approve(ApproveAccountRecovery command);

    /// <summary>
    /// Rejects the case; an approved one only because the owner objected. Refuses as <see cref="Approve"/>. Repeatable by the
    /// same officer.
    /// </summary>
    Task<Outcome<AccountRecoveryView>> Reject(RejectAccountRecovery command);

    /// <summary>Sends a new code where one may be sent. Never refuses.</summary>
    Task SendCodeAgain(SendRecoveryCodeAgain command);

    /// <summary>
    /// Gives the account its new contacts and password. Refuses with <c>invalid-code</c> (wrong, expired, used, no such case),
    /// <c>too-many-attempts</c> after five wrong ones, or <c>already-registered</c> when another account holds the new address;
    /// the case is rejected by that.
    /// </summary>
    Task<Outcome<Done>> Complete(CompleteAccountRecovery command);

    /// <summary>The case, or null when no officer may see it.</summary>
    [ReadOnly]
    Task<AccountRecoveryView?> Get();

    /// <summary>What the front door needs to check a code.</summary>
    [ReadOnly]
    Task<RecoveryProof> GetProof();
}
