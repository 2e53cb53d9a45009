using Siskop2mi.Domain.Tests.Applicants;

namespace Siskop2mi.Domain.Tests.Processes;

/// <summary>Every command on an account in every status, against the table of the account (domain: account, activation).</summary>
public sealed class AccountMatrixTests
{
    internal static readonly ImmutableArray<(string Name, Func<AccountState, Decision<AccountState>> Run)> Commands =
    [
        ("StartRegistration", state => RegistrationRule.Start(state, Fresh, Examples.Now)),
        ("registry: match", state => RegistrationRule.HearRegistry(state, RegistryAnswer.Match)),
        ("registry: mismatch, not found", state => RegistrationRule.HearRegistry(state, RegistryAnswer.NotFound)),
        ("registry: no answer", state => RegistrationRule.HearRegistry(state, RegistryAnswer.NoAnswer)),
        ("ChooseCredentials", state => ActivationRule.ChooseCredentials(state, Examples.Credentials(), Examples.Now)),
        ("SendActivationAgain", state => ActivationRule.SendAgain(state, new SendActivationAgain(Examples.Code()), Later)),
        ("ChangeMobile", state => ActivationRule.ChangeMobile(
            state, new ChangeMobile(Examples.Mobile("081234567899"), Examples.Code()), Later)),
        ("ConfirmByCode: right", state => ActivationRule.Confirm(WithCode(state), Examples.Typed(), Examples.Now)),
        ("ConfirmByCode: wrong", state => ActivationRule.Confirm(WithCode(state), Examples.Typed("654321"), Examples.Now)),
        ("ActivateAccount", state => ActivationRule.Activate(state, Examples.Activation("stamp-1", "stamp-9"), Examples.Now)),
        ("time is up", state => RegistrationRule.Abandon(state, Examples.Now + RegistrationRule.ActivationPeriod)),
        ("AttemptLogIn: right", state => LogInRule.Decide(state, new AttemptLogIn(true), Examples.Now)),
        ("AttemptLogIn: wrong", state => LogInRule.Decide(state, new AttemptLogIn(false), Examples.Now)),
        ("RequestPasswordReset", state => PasswordResetRule.Request(
            state, new RequestPasswordReset(ActivationChannel.Email, Examples.Code()), Examples.Now)),
        ("ResetPassword", state => PasswordResetRule.Reset(
            state with { ResetCode = OneTimeCodeRule.Send(null, Examples.Code(), Examples.Now) },
            new ResetPassword(Examples.Code(), Examples.Stamp("hash-9"), Examples.Stamp("stamp-9")), Examples.Now)),
        ("RecoverContacts", state => AccountRecoveryRule.Recover(state, RecoveryExamples.Contacts)),
        ("EndSessions", state => LogInRule.EndSessions(state, new EndSessions(Examples.Stamp("stamp-9")))),
        ("AppointOfficer", state => LogInRule.Appoint(state, Examples.Appointment(), Examples.Now)),
    ];

    private static DateTimeOffset Later => Examples.Now + OneTimeCodeRule.PauseBetween;

    internal static IEnumerable<AccountStatus> Statuses => Enum.GetValues<AccountStatus>();

    // Somebody else's data: the same data would be a repeat.
    private static StartRegistration Fresh => Examples.Registration() with { NationalId = Examples.Nik(Examples.ManBorn19950817) };

    private static AccountState WithCode(AccountState state) =>
        state with { ActivationCode = OneTimeCodeRule.Send(null, Examples.Code(), Examples.Now) };

    private static ImmutableDictionary<(AccountStatus, string), AccountStatus> Table =>
        new Dictionary<(AccountStatus, string), AccountStatus>
        {
            [(AccountStatus.NotStarted, "StartRegistration")] = AccountStatus.IdentityChecking,
            [(AccountStatus.NotStarted, "AppointOfficer")] = AccountStatus.Active,
            [(AccountStatus.IdentityChecking, "registry: match")] = AccountStatus.CredentialsPending,
            [(AccountStatus.IdentityChecking, "registry: mismatch, not found")] = AccountStatus.IdentityRejected,
            [(AccountStatus.IdentityChecking, "time is up")] = AccountStatus.Abandoned,
            [(AccountStatus.IdentityRejected, "time is up")] = AccountStatus.Abandoned,
            [(AccountStatus.CredentialsPending, "ChooseCredentials")] = AccountStatus.ActivationPending,
            [(AccountStatus.CredentialsPending, "time is up")] = AccountStatus.Abandoned,
            [(AccountStatus.ActivationPending, "ChooseCredentials")] = AccountStatus.ActivationPending,
            [(AccountStatus.ActivationPending, "SendActivationAgain")] = AccountStatus.ActivationPending,
            [(AccountStatus.ActivationPending, "ChangeMobile")] = AccountStatus.ActivationPending,
            [(AccountStatus.ActivationPending, "ConfirmByCode: right")] = AccountStatus.Active,
            [(AccountStatus.ActivationPending, "ConfirmByCode: wrong")] = AccountStatus.ActivationPending,
            [(AccountStatus.ActivationPending, "ActivateAccount")] = AccountStatus.Active,
            [(AccountStatus.ActivationPending, "time is up")] = AccountStatus.Abandoned,
            [(AccountStatus.Active, "AttemptLogIn: right")] = AccountStatus.Active,
            [(AccountStatus.Active, "AttemptLogIn: wrong")] = AccountStatus.Active,
            [(AccountStatus.Active, "RequestPasswordReset")] = AccountStatus.Active,
            [(AccountStatus.Active, "ResetPassword")] = AccountStatus.Active,
            [(AccountStatus.Active, "RecoverContacts")] = AccountStatus.Active,
            [(AccountStatus.Active, "EndSessions")] = AccountStatus.Active,
        }.ToImmutableDictionary();

    public static TheoryData<AccountStatus, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<AccountStatus, string>();
            foreach (var status in Statuses)
            {
                foreach (var (name, _) in Commands) pairs.Add(status, name);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_rules_agree_with_the_table(AccountStatus status, string command)
    {
        var cell = Run(status, command);
        if (Table.TryGetValue((status, command), out var next)) Assert.Equal(next.ToString(), Assert.Single(cell.Next));
        else Assert.Empty(cell.Next);
    }

    [Fact]
    public void Every_row_of_the_table_is_run() =>
        Assert.All(Table.Keys, key => Assert.Contains(Commands, command => command.Name == key.Item2));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void No_account_is_active_whose_identity_does_not_hold(AccountStatus status, string command)
    {
        if (status is AccountStatus.NotStarted && command == "AppointOfficer") return; // officers are vouched for by who appoints them
        var state = Commands.Single(one => one.Name == command).Run(Examples.Account(status)).State;
        if (state.Status is AccountStatus.Active) Assert.Contains(status, new[] { AccountStatus.ActivationPending, AccountStatus.Active });
        if (state.Status is AccountStatus.ActivationPending)
            Assert.Contains(status, new[] { AccountStatus.CredentialsPending, AccountStatus.ActivationPending });
        if (state.Status is not AccountStatus.IdentityChecking) Assert.Null(state.MotherName);
    }

    internal static Cell Run(AccountStatus status, string command) =>
        Cell.Of([Commands.Single(one => one.Name == command).Run(Examples.Account(status))], state => state.Status.ToString());
}
