using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;

namespace Siskop2mi.Grains.Applicants;

/// <summary>
/// Shell around <see cref="RegistrationRule"/>, <see cref="ActivationRule"/> and <see cref="LogInRule"/>; asks the civil registry
/// and asks again.
/// </summary>
[GrainType("account")]
public sealed class AccountGrain(
    [PersistentState("account", StorageNames.Siskop2mi)] IPersistentState<AccountState> account,
    ICivilRegistry registry) : Grain, IAccountGrain, IRemindable
{
    private const string AskRegistryAgain = "ask-registry-again";
    private const string AbandonWhenDue = "abandon-when-due";

    public async Task<Outcome<RegistrationReceipt>> StartRegistration(StartRegistration command)
    {
        var decision = RegistrationRule.Start(account.State, command, this.Now());
        if (decision.Refusal is { } refusal) return refusal;
        if (decision.State.Status is AccountStatus.IdentityChecking) await SetReminders();
        await this.CommitAsync(account, decision);
        if (account.State.Status is not AccountStatus.IdentityChecking) return Receipt();

        await AskRegistry();
        if (account.State.Status is not AccountStatus.IdentityChecking) await Forget(AskRegistryAgain);
        return Receipt();
    }

    public Task<Outcome<RegistrationReceipt>> ChooseCredentials(ChooseCredentials command) =>
        Decide(ActivationRule.ChooseCredentials(account.State, command, this.Now()));

    public Task<Outcome<RegistrationReceipt>> SendActivationAgain(SendActivationAgain command) =>
        Decide(ActivationRule.SendAgain(account.State, command, this.Now()));

    public Task<Outcome<RegistrationReceipt>> ChangeMobile(ChangeMobile command) =>
        Decide(ActivationRule.ChangeMobile(account.State, command, this.Now()));

    public async Task<Outcome<RegistrationReceipt>> ConfirmByCode(ConfirmByCode command)
    {
        var (before, now) = (account.State, this.Now());
        var outcome = await DecideIfFree(ActivationRule.Confirm(before, command, now));
        return outcome.Refusal is null && ActivationRule.Answer(before, command, now) is { } answer ? answer : outcome;
    }

    public Task<Outcome<RegistrationReceipt>> Activate(ActivateAccount command) =>
        DecideIfFree(ActivationRule.Activate(account.State, command, this.Now()));

    public async Task<Outcome<LogInReceipt>> AttemptLogIn(AttemptLogIn command)
    {
        var now = this.Now();
        var decision = LogInRule.Decide(account.State, command, now);
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(account, decision);
        return decision.Events.Any(happened => happened is LoggedIn)
            ? new LogInReceipt(Card()) : LogInRule.Answer(account.State, command, now);
    }

    public Task RequestPasswordReset(RequestPasswordReset command) =>
        this.CommitAsync(account, PasswordResetRule.Request(account.State, command, this.Now()));

    public async Task<Outcome<Done>> ResetPassword(ResetPassword command)
    {
        var (before, now) = (account.State, this.Now());
        var decision = PasswordResetRule.Reset(before, command, now);
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(account, decision);
        return PasswordResetRule.Answer(before, command.Code, now) is { } answer ? answer : Done.Instance;
    }

    public Task NoteOtherRegistration() =>
        this.CommitAsync(account, PasswordResetRule.NoteOtherRegistration(account.State, this.Now()));

    public Task<Outcome<Done>> StartTotp(StartTotp command) => DecideDone(TotpRule.Start(account.State, command));

    public Task<Outcome<Done>> ConfirmTotp(ConfirmTotp command) => DecideDone(TotpRule.Confirm(account.State, command, this.Now()));

    public Task<Outcome<Done>> ResetTotp(ResetTotp command) =>
        DecideDone(TotpRule.Reset(account.State, this.GetPrimaryKeyString(), command));

    public async Task<Outcome<Done>> RecoverContacts(RecoverContacts command)
    {
        var outcome = await DecideIfFree(AccountRecoveryRule.Recover(account.State, command));
        return outcome.Refusal is { } refusal ? refusal : Done.Instance;
    }

    public Task<Outcome<Done>> EndSessions(EndSessions command) => DecideDone(LogInRule.EndSessions(account.State, command));

    public Task<Outcome<RegistrationReceipt>> Appoint(AppointOfficer command) =>
        DecideIfFree(LogInRule.Appoint(account.State, command, this.Now()));

    public Task<AccountCredentials> GetCredentials() => Task.FromResult(
        new AccountCredentials(account.State.Status, account.State.PasswordHash, account.State.SecurityStamp)
        {
            ActivationCode = account.State.ActivationCode,
            ResetCode = account.State.ResetCode,
        });

    public Task<AccountCard> GetCard() => Task.FromResult(Card());

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (reminderName == AskRegistryAgain) await AskRegistry();
        else await this.CommitAsync(account, RegistrationRule.Abandon(account.State, this.Now()));

        if (account.State.Status is not AccountStatus.IdentityChecking) await Forget(AskRegistryAgain);
        if (account.State.Status is AccountStatus.Active or AccountStatus.Abandoned or AccountStatus.NotStarted)
            await Forget(AbandonWhenDue);
    }

    private async Task<Outcome<Done>> DecideDone(Decision<AccountState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(account, decision);
        return Done.Instance;
    }

    private async Task<Outcome<RegistrationReceipt>> Decide(Decision<AccountState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(account, decision);
        return Receipt();
    }

    // Whether another active account holds the NIK or the address shows only when the store is asked to keep it.
    private async Task<Outcome<RegistrationReceipt>> DecideIfFree(Decision<AccountState> decision)
    {
        try
        {
            return await Decide(decision);
        }
        catch (UniqueValueTakenException)
        {
            return AccountRefusals.AlreadyRegistered;
        }
    }

    private async Task AskRegistry()
    {
        if (account.State is not { Status: AccountStatus.IdentityChecking, NationalId: { } id, FullName: { } name, MotherName: { } mother })
            return;
        var answer = await registry.Ask(id, name, mother, CancellationToken.None);
        await this.CommitAsync(account, RegistrationRule.HearRegistry(account.State, answer));
    }

    // Before the commit, and before the registry is asked: a reminder without a registration forgets itself at its first tick; a
    // registration without one would wait for ever when the node dies before the registry's answer is stored.
    private async Task SetReminders()
    {
        await this.RegisterOrUpdateReminder(AbandonWhenDue, RegistrationRule.ActivationPeriod, TimeSpan.FromHours(1));
        await this.RegisterOrUpdateReminder(AskRegistryAgain, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    private async Task Forget(string reminderName)
    {
        if (await this.GetReminder(reminderName) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private RegistrationReceipt Receipt() => new(this.GetPrimaryKeyString(), account.State.Status);

    private AccountCard Card() => new()
    {
        AccountId = this.GetPrimaryKeyString(),
        Status = account.State.Status,
        Role = account.State.Role,
        OfficeId = account.State.OfficeId,
        FullName = account.State.FullName,
        Email = account.State.Email,
        Mobile = account.State.Mobile,
        NationalId = account.State.NationalId,
        SecurityStamp = account.State.SecurityStamp,
        HasTotp = account.State.Totp is { IsConfirmed: true },
    };
}
