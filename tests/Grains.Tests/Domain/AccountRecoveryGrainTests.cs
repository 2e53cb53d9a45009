using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Grains.Applicants;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>What is left half done is finished by reminder.</summary>
public sealed class AccountRecoveryGrainTests
{
    private static readonly AccountSecret Code = AccountSecret.Restore("123456");
    private static readonly EmailAddress NewEmail = EmailAddress.Restore("baru@example.org");

    private readonly AwayAccount away = new();
    private readonly MemoryReminderSource reminders = new();
    private readonly QuietExecutor executor = new();
    private readonly FickleRegistry registry = new();

    [Fact]
    public async Task A_case_whose_account_could_not_be_changed_is_finished_later()
    {
        await using var host = await Open(TimeSpan.Zero);
        var recovery = await Opened(host);
        await recovery.Approve(new ApproveAccountRecovery("helper-1", "dilihat", Code));
        away.Strikes = true;
        await Assert.ThrowsAnyAsync<Exception>(() => Complete(recovery));
        Assert.Equal(AccountRecoveryStatus.Completing, (await recovery.Get())?.Status);

        away.Strikes = false;
        await TickUntil(host, AccountRecoveryStatus.Completed);
        Assert.Equal(NewEmail, (await host.Grains.GetGrain<IAccountGrain>("p0").GetCard()).Email);
        Assert.Equal(0, Reminded);
    }

    [Fact]
    public async Task The_registry_is_asked_again_and_the_code_leaves_after_the_wait()
    {
        registry.Answer = RegistryAnswer.NoAnswer;
        await using var host = await Open(TimeSpan.FromMinutes(5));
        var recovery = await Opened(host);
        Assert.Null(await recovery.Get());
        registry.Answer = RegistryAnswer.Match;
        await TickUntil(host, AccountRecoveryStatus.Open);

        await recovery.Approve(new ApproveAccountRecovery("helper-1", "dilihat", Code));
        Assert.Equal(AccountRefusals.InvalidCode, (await Complete(recovery)).Refusal);
        var approvedAt = host.Time.GetUtcNow();
        while ((await recovery.GetProof()).Code is null) await Tick(host);
        Assert.True(host.Time.GetUtcNow() >= approvedAt.AddMinutes(5));
        Assert.Null((await Complete(recovery)).Refusal);
        Assert.Equal(0, Reminded);
    }

    // The account's own reminder, for a registration never finished, is none of the case's.
    private int Reminded => reminders.Count - 1;

    private Task<GrainHostFixture> Open(TimeSpan wait) => GrainHostFixture.OpenAsync(
        new GrainHostPlan
        {
            Classes = [typeof(AccountGrain), typeof(AccountRecoveryGrain)],
            Services = services => services.AddSingleton<ICivilRegistry>(registry).AddSingleton(new RecoveryTerms(wait)),
            Options = options => options.Executor = executor,
        },
        storage: new MemoryGrainStorage(away),
        reminders: reminders);

    private async Task<IAccountRecoveryGrain> Opened(GrainHostFixture host)
    {
        var (account, person, answer) = (host.Grains.GetGrain<IAccountGrain>("p0"), new Person(0, true), registry.Answer);
        registry.Answer = RegistryAnswer.Match;
        await account.StartRegistration(person.Registration);
        registry.Answer = answer;
        await account.ChooseCredentials(person.NewCredentials());
        await account.Activate(new ActivateAccount(person.Stamp, AccountSecret.Restore("next")));
        var recovery = host.Grains.GetGrain<IAccountRecoveryGrain>("case-1");
        await recovery.Open(new OpenAccountRecovery
        {
            NationalId = person.Registration.NationalId,
            FullName = person.Registration.FullName,
            MotherName = person.Registration.MotherName,
            Email = NewEmail,
            Mobile = MobileNumber.Restore("+6281234567899"),
            AccountId = "p0",
        });
        return recovery;
    }

    private static Task<Outcome<Done>> Complete(IAccountRecoveryGrain recovery) => recovery.Complete(
        new CompleteAccountRecovery(Code, AccountSecret.Restore("hash-9"), AccountSecret.Restore("stamp-9")));

    private async Task TickUntil(GrainHostFixture host, AccountRecoveryStatus status)
    {
        var recovery = host.Grains.GetGrain<IAccountRecoveryGrain>("case-1");
        for (var seconds = 0; (await recovery.Get())?.Status != status; seconds++)
        {
            Assert.True(seconds < 1000, $"{status} never came.");
            await Tick(host);
        }
    }

    private async Task Tick(GrainHostFixture host)
    {
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await executor.WhenQuiet();
    }

    private sealed class FickleRegistry : ICivilRegistry
    {
        public RegistryAnswer Answer { get; set; } = RegistryAnswer.Match;

        public Task<RegistryAnswer> Ask(
            NationalId nationalId, string fullName, MotherName motherName, CancellationToken cancellationToken) => Task.FromResult(Answer);
    }

    private sealed class AwayAccount : IStorageFaults
    {
        public bool Strikes { get; set; }

        public Task BeforeRead(GrainId grain) => Task.CompletedTask;

        public Task BeforeCommit(GrainId grain) => Strikes && grain.ToString().StartsWith("account/", StringComparison.Ordinal)
            ? throw new InjectedFaultException("away") : Task.CompletedTask;

        public Task AfterCommit(GrainId grain) => Task.CompletedTask;
    }
}
