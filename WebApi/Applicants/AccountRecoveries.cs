using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>
/// The person's side of a lost phone or mailbox. Every step does the same work whether or not there is an account, and the last
/// takes at least <see cref="Floor"/>, so that the time tells no more than the answer.
/// </summary>
internal sealed class AccountRecoveries(
    IGrainFactory grains, AccountQueries accounts, PasswordHashing hashing, CommonPasswords common, TimeProvider time)
{
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(300);

    public IAccountRecoveryGrain Case(string id) => grains.GetGrain<IAccountRecoveryGrain>(id);

    public async Task Open(string id, OpenAccountRecovery command, CancellationToken cancellationToken)
    {
        var account = await accounts.FindActiveByNationalId(command.NationalId, cancellationToken);
        await Case(id).Open(command with { AccountId = account });
    }

    public async Task SendCodeAgain(string id, CancellationToken cancellationToken)
    {
        var floor = Task.Delay(Floor, time, cancellationToken);
        if (Ids.IsAccount(id)) await Case(id).SendCodeAgain(new SendRecoveryCodeAgain(Ids.NewCode()));
        await floor;
    }

    /// <summary>Refuses as <see cref="IAccountRecoveryGrain.Complete"/> and <see cref="PasswordRule"/>.</summary>
    public async Task<Outcome<Done>> Complete(string id, string code, string password, CancellationToken cancellationToken)
    {
        if (PasswordRule.Check(password, common, new PasswordOwner(null, null, null, null)) is { } weak) return weak;
        var floor = Task.Delay(Floor, time, cancellationToken);
        var outcome = Ids.IsAccount(id)
            ? await Complete(Case(id), AccountSecret.Restore(code), password, cancellationToken)
            : AccountRefusals.InvalidCode;
        await floor;
        return outcome;
    }

    private async Task<Outcome<Done>> Complete(
        IAccountRecoveryGrain recovery, AccountSecret code, string password, CancellationToken cancellationToken)
    {
        var holds = OneTimeCodeRule.Refuse((await recovery.GetProof()).Code, code, time.GetUtcNow()) is null;
        // What others know of the owner is compared for the owner only: anybody else would learn it by trying.
        if (holds && await recovery.Get() is { } view
            && PasswordRule.Check(password, common, new PasswordOwner(view.Email, view.Mobile, view.NationalId, view.FullName)) is { } own)
            return own;
        var hash = holds ? await hashing.Hash(password, cancellationToken) : AccountSecret.Restore("");
        return await recovery.Complete(new CompleteAccountRecovery(code, hash, Ids.NewStamp()));
    }
}
