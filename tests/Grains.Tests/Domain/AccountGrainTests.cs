using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Grains.Applicants;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

public sealed class AccountGrainTests
{
    private readonly TakenValue taken = new();
    private readonly MemoryReminderSource reminders = new();

    [Fact]
    public async Task A_value_taken_by_another_account_is_a_refusal_and_changes_nothing()
    {
        await using var host = await Open(RegistryAnswer.Match);
        var (account, person) = (host.Grains.GetGrain<IAccountGrain>("p0"), new Person(0, true));
        await account.StartRegistration(person.Registration);
        await account.ChooseCredentials(person.NewCredentials());
        taken.Strikes = true;

        var outcome = await account.Activate(new ActivateAccount(person.Stamp, AccountSecret.Restore("next")));

        Assert.Equal(AccountRefusals.AlreadyRegistered, outcome.Refusal);
        taken.Strikes = false;
        Assert.Equal(AccountStatus.ActivationPending, (await account.GetCard()).Status);
        Assert.Equal(AccountStatus.Active, (await account.Activate(
            new ActivateAccount(person.Stamp, AccountSecret.Restore("next")))).Value?.Status); // the other one gave it up
    }

    [Fact]
    public async Task An_officers_address_taken_by_another_account_is_a_refusal_and_changes_nothing()
    {
        await using var host = await Open(RegistryAnswer.Match);
        var account = host.Grains.GetGrain<IAccountGrain>("officer-1");
        var command = new AppointOfficer
        {
            Role = AccountRole.Auditor,
            OfficeId = null,
            FullName = "Budi",
            Email = EmailAddress.Restore("budi@example.org"),
            PasswordHash = AccountSecret.Restore("hash"),
            SecurityStamp = AccountSecret.Restore("stamp"),
        };
        taken.Strikes = true;
        Assert.Equal(AccountRefusals.AlreadyRegistered, (await account.Appoint(command)).Refusal);
        taken.Strikes = false;
        Assert.Equal(AccountStatus.NotStarted, (await account.GetCard()).Status);
        Assert.Equal(AccountStatus.Active, (await account.Appoint(command)).Value?.Status);
    }

    [Theory]
    [InlineData(RegistryAnswer.NoAnswer, 2)] // asked again, and abandoned when its time is up
    [InlineData(RegistryAnswer.Match, 1)] // abandoned when its time is up
    [InlineData(RegistryAnswer.Mismatch, 1)]
    public async Task A_registration_leaves_the_reminders_it_needs(RegistryAnswer answer, int count)
    {
        await using var host = await Open(answer);
        await host.Grains.GetGrain<IAccountGrain>("p0").StartRegistration(new Person(0, true).Registration);
        await host.Grains.GetGrain<IAccountGrain>("p0").StartRegistration(new Person(0, true).Registration);
        Assert.Equal(count, reminders.Count);
    }

    private Task<GrainHostFixture> Open(RegistryAnswer answer) => GrainHostFixture.OpenAsync(
        new GrainHostPlan
        {
            Classes = [typeof(
            AccountGrain)],
            Services = services => services.AddSingleton<ICivilRegistry>(new OneAnswer(answer))
        },
        storage: new MemoryGrainStorage(taken),
        reminders: reminders);

    private sealed class OneAnswer(RegistryAnswer answer) : ICivilRegistry
    {
        public Task<RegistryAnswer> Ask(
            NationalId nationalId, string fullName, MotherName motherName, CancellationToken cancellationToken) =>
            Task.FromResult(answer);
    }

    private sealed class TakenValue : IStorageFaults
    {
        public bool Strikes { get; set; }

        public Task BeforeRead(GrainId grain) => Task.CompletedTask;

        public Task BeforeCommit(GrainId grain) =>
            Strikes ? throw new UniqueValueTakenException("account_national_id_unique") : Task.CompletedTask;

        public Task AfterCommit(GrainId grain) => Task.CompletedTask;
    }
}
