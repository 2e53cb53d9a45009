using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;

namespace Siskop2mi.Grains.Applicants;

/// <summary>Shell around <see cref="AccountRecoveryRule"/>; asks the civil registry and changes the account.</summary>
[GrainType("account-recovery")]
public sealed class AccountRecoveryGrain(
    [PersistentState("account-recovery", StorageNames.Siskop2mi)] IPersistentState<AccountRecoveryState> recovery,
    ICivilRegistry registry,
    RecoveryTerms terms) : Grain, IAccountRecoveryGrain, IRemindable
{
    private const string GoOn = "go-on";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public async Task Open(OpenAccountRecovery command)
    {
        var decision = AccountRecoveryRule.Open(recovery.State, command, this.Now());
        await Remind(decision, Period);
        await this.CommitAsync(recovery, decision);
        await AskRegistry();
        await ForgetWhenFinished();
    }

    public async Task<Outcome<AccountRecoveryView>> Approve(ApproveAccountRecovery command)
    {
        var decision = AccountRecoveryRule.Approve(recovery.State, command, await Facts(command.OfficerId));
        if (decision.Refusal is { } refusal) return refusal;
        await Remind(decision, terms.Wait > Period ? terms.Wait : Period);
        await this.CommitAsync(recovery, decision);
        return View()!;
    }

    public async Task<Outcome<AccountRecoveryView>> Reject(RejectAccountRecovery command)
    {
        var decision = AccountRecoveryRule.Reject(recovery.State, command, await Facts(command.OfficerId));
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(recovery, decision);
        await ForgetWhenFinished();
        return View()!;
    }

    public Task SendCodeAgain(SendRecoveryCodeAgain command) =>
        this.CommitAsync(recovery, AccountRecoveryRule.SendAgain(recovery.State, command, this.Now()));

    public async Task<Outcome<Done>> Complete(CompleteAccountRecovery command)
    {
        var (before, now) = (recovery.State, this.Now());
        var decision = AccountRecoveryRule.Complete(before, command, now);
        if (decision.Refusal is { } refusal) return refusal;
        await Remind(decision, Period);
        await this.CommitAsync(recovery, decision);
        if (AccountRecoveryRule.Answer(before, command.Code, now) is { } answer) return answer;
        var outcome = await ChangeAccount();
        await ForgetWhenFinished();
        return outcome;
    }

    public Task<AccountRecoveryView?> Get() => Task.FromResult(View());

    public Task<RecoveryProof> GetProof() => Task.FromResult(new RecoveryProof(recovery.State.Code));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await AskRegistry();
        await this.CommitAsync(recovery, AccountRecoveryRule.EndWait(recovery.State, this.Now()));
        if (recovery.State.Status is AccountRecoveryStatus.Completing) await ChangeAccount();
        await ForgetWhenFinished();
    }

    // The registry is asked without an account, too: otherwise the time an answer takes would tell whether there is one.
    private async Task AskRegistry()
    {
        if (recovery.State is not
            {
                Status: AccountRecoveryStatus.IdentityChecking, NationalId: { } id, FullName: { } name, MotherName: { } mother
            }) return;
        var answer = await registry.Ask(id, name, mother, CancellationToken.None);
        await this.CommitAsync(recovery, AccountRecoveryRule.HearRegistry(recovery.State, answer, this.Now()));
    }

    // The second commit of two: the account knows the case, so that repeating it after a crash is harmless.
    private async Task<Outcome<Done>> ChangeAccount()
    {
        var (state, id) = (recovery.State, this.GetPrimaryKeyString());
        var outcome = await Account(state.AccountId!).RecoverContacts(new RecoverContacts
        {
            CaseId = id,
            Email = state.Email!,
            Mobile = state.Mobile!,
            PasswordHash = state.PasswordHash!,
            NextSecurityStamp = state.SecurityStamp!,
        });
        await this.CommitAsync(recovery, AccountRecoveryRule.HearAccount(recovery.State, outcome.Refusal is null, this.Now()));
        return outcome;
    }

    private async Task<RecoveryFacts> Facts(string officerId)
    {
        var owner = await Account(recovery.State.AccountId ?? officerId).GetCard();
        var officer = await Account(officerId).GetCard();
        return new RecoveryFacts(owner, officer.NationalId, terms.Wait, this.Now());
    }

    private IAccountGrain Account(string id) => GrainFactory.GetGrain<IAccountGrain>(id);

    // Before the commit: what waits for a reminder must not be stored without one.
    private async Task Remind(Decision<AccountRecoveryState> decision, TimeSpan due)
    {
        var isNew = !ReferenceEquals(decision.State, recovery.State);
        if (isNew && AccountRecoveryRule.IsUnfinished(decision.State)) await this.RegisterOrUpdateReminder(GoOn, due, Period);
    }

    private async Task ForgetWhenFinished()
    {
        if (AccountRecoveryRule.IsUnfinished(recovery.State)) return;
        if (await this.GetReminder(GoOn) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private AccountRecoveryView? View() => !AccountRecoveryRule.IsShown(recovery.State) ? null : new AccountRecoveryView
    {
        CaseId = this.GetPrimaryKeyString(),
        Status = recovery.State.Status,
        AccountId = recovery.State.AccountId!,
        NationalId = recovery.State.NationalId!,
        FullName = recovery.State.FullName!,
        Email = recovery.State.Email!,
        Mobile = recovery.State.Mobile!,
        FormerEmail = recovery.State.FormerEmail,
        OpenedAt = recovery.State.OpenedAt!.Value,
        DecidedAt = recovery.State.DecidedAt,
        CodeFrom = recovery.State.CodeFrom,
        Rejection = recovery.State.Rejection,
        Note = recovery.State.Note,
    };
}
