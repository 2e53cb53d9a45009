namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class RegistrationRuleTests
{
    [Fact]
    public void Starting_waits_for_the_civil_registry()
    {
        var decision = RegistrationRule.Start(new AccountState(), Examples.Registration(), Examples.Now);

        Assert.Equal(new RegistrationStarted("2026-01"), Assert.Single(decision.Events));
        Assert.Equal((AccountStatus.IdentityChecking, AccountRole.Applicant, Examples.Now), (
            decision.State.Status, decision.State.Role, decision.State.StartedAt));
        Assert.Equal(
            (Examples.Nik(), "Siti", Examples.Mother()), (decision.State.NationalId, decision.State.FullName, decision.State.MotherName));
    }

    [Theory]
    [InlineData(AccountStatus.IdentityChecking)]
    [InlineData(AccountStatus.IdentityRejected)]
    [InlineData(AccountStatus.CredentialsPending)]
    [InlineData(AccountStatus.ActivationPending)]
    [InlineData(AccountStatus.Active)]
    public void Starting_again_changes_nothing(AccountStatus status)
    {
        var state = Examples.Account(status);
        Decisions.Repeats(state, RegistrationRule.Start(state, Examples.Registration(), Examples.Now.AddHours(1)));
    }

    [Theory]
    [InlineData(AccountStatus.IdentityChecking)]
    [InlineData(AccountStatus.Active)]
    [InlineData(AccountStatus.Abandoned)]
    public void A_key_belongs_to_one_person(AccountStatus status)
    {
        var state = Examples.Account(status);
        var other = Examples.Registration() with { NationalId = Examples.Nik(Examples.ManBorn19950817) };
        Decisions.Refuses(state, RegistrationRule.Start(state, other, Examples.Now), "registration-of-other-identity");
        Decisions.Refuses(state, RegistrationRule.Start(
            state, Examples.Registration() with { FullName = "Sitti" }, Examples.Now), "registration-of-other-identity");
    }

    [Fact]
    public void A_corrected_mothers_name_is_not_the_same_registration()
    {
        var corrected = Examples.Registration() with { MotherName = Examples.Mother("Ratna Dewi") };
        var checking = Examples.Account(AccountStatus.IdentityChecking);
        Decisions.Refuses(checking, RegistrationRule.Start(checking, corrected, Examples.Now), "registration-of-other-identity");

        // After the registry's answer the name is forgotten and cannot differ any more.
        var confirmed = Examples.Account(AccountStatus.CredentialsPending);
        Decisions.Repeats(confirmed, RegistrationRule.Start(confirmed, corrected, Examples.Now));
    }

    [Theory]
    [InlineData(RegistryAnswer.Match, AccountStatus.CredentialsPending)]
    [InlineData(RegistryAnswer.Mismatch, AccountStatus.IdentityRejected)]
    [InlineData(RegistryAnswer.NotFound, AccountStatus.IdentityRejected)]
    public void An_answer_of_the_registry_settles_it_and_forgets_the_mothers_name(RegistryAnswer answer, AccountStatus status)
    {
        var decision = RegistrationRule.HearRegistry(Examples.Account(AccountStatus.IdentityChecking), answer);
        Assert.Equal(status, decision.State.Status);
        Assert.Null(decision.State.MotherName);
        Assert.Equal(
            answer is RegistryAnswer.Match ? new IdentityConfirmed() : new IdentityRefused(answer), Assert.Single(decision.Events));
    }

    [Fact]
    public void No_answer_leaves_the_person_waiting()
    {
        var state = Examples.Account(AccountStatus.IdentityChecking);
        Decisions.Repeats(state, RegistrationRule.HearRegistry(state, RegistryAnswer.NoAnswer));
    }

    [Theory]
    [InlineData(AccountStatus.IdentityRejected)]
    [InlineData(AccountStatus.CredentialsPending)]
    [InlineData(AccountStatus.Active)]
    [InlineData(AccountStatus.Abandoned)]
    public void A_late_answer_changes_nothing(AccountStatus status)
    {
        var state = Examples.Account(status);
        foreach (var answer in Enum.GetValues<RegistryAnswer>()) Decisions.Repeats(state, RegistrationRule.HearRegistry(state, answer));
    }

    [Fact]
    public void An_unknown_answer_is_impossible() => Assert.Throws<ArgumentOutOfRangeException>(
        () => RegistrationRule.HearRegistry(Examples.Account(AccountStatus.IdentityChecking), (RegistryAnswer)99));

    [Fact]
    public void Credentials_may_be_chosen_anew_until_activation()
    {
        var first = ActivationRule.ChooseCredentials(
            Examples.Account(AccountStatus.CredentialsPending), Examples.Credentials(), Examples.Now);
        var second = ActivationRule.ChooseCredentials(
            first.State, Examples.Credentials("stamp-9") with { Email = Examples.Email("other@example.org") }, Examples.Now);

        Assert.Equal(new CredentialsChosen(ActivationChannel.Email), Assert.Single(second.Events));
        Assert.Equal((AccountStatus.ActivationPending, Examples.Stamp(
            "stamp-9"), Examples.Email("other@example.org")), (second.State.Status, second.State.SecurityStamp, second.State.Email));
        Decisions.Refuses(
            second.State, ActivationRule.Activate(second.State, Examples.Activation("stamp-1", "x"), Examples.Now), "link-expired");
    }

    [Theory]
    [InlineData(AccountStatus.NotStarted, "registration-not-found")]
    [InlineData(AccountStatus.IdentityChecking, "identity-still-checking")]
    [InlineData(AccountStatus.IdentityRejected, "identity-rejected")]
    [InlineData(AccountStatus.Active, "account-already-active")]
    [InlineData(AccountStatus.Abandoned, "registration-not-found")]
    public void Credentials_are_not_chosen_at_other_times(AccountStatus status, string code) =>
        Decisions.Refuses(
            Examples.Account(status),
            ActivationRule.ChooseCredentials(Examples.Account(status), Examples.Credentials(), Examples.Now), code);

    [Fact]
    public void The_link_opens_the_account_once()
    {
        var state = Examples.Account(AccountStatus.ActivationPending);
        var decision = ActivationRule.Activate(state, Examples.Activation("stamp-1", "stamp-2"), Examples.Now);

        Assert.Equal(new AccountActivated(ActivationChannel.Email), Assert.Single(decision.Events));
        Assert.Equal((AccountStatus.Active, Examples.Stamp(
            "stamp-2"), Examples.Now), (decision.State.Status, decision.State.SecurityStamp, decision.State.ActivatedAt));
        Decisions.Refuses(decision.State, ActivationRule.Activate(
            decision.State, Examples.Activation("stamp-1", "stamp-3"), Examples.Now), "link-expired");
        Decisions.Refuses(decision.State, ActivationRule.Activate(
            decision.State, Examples.Activation("stamp-2", "stamp-3"), Examples.Now), "link-expired");
    }

    // Whether the reminder that abandons ticks late or not at all: the same link opens the same accounts.
    [Fact]
    public void The_link_opens_nothing_once_the_time_is_up()
    {
        var state = Examples.Account(AccountStatus.ActivationPending);
        var due = Examples.Now + RegistrationRule.ActivationPeriod;
        var command = Examples.Activation("stamp-1", "stamp-2");
        Assert.Null(ActivationRule.Activate(state, command, due.AddTicks(-1)).Refusal);
        Decisions.Refuses(state, ActivationRule.Activate(state, command, due), "link-expired");
    }

    [Theory]
    [InlineData(AccountStatus.NotStarted, "link-not-found")]
    [InlineData(AccountStatus.IdentityChecking, "link-not-found")]
    [InlineData(AccountStatus.IdentityRejected, "link-not-found")]
    [InlineData(AccountStatus.CredentialsPending, "link-not-found")]
    [InlineData(AccountStatus.Abandoned, "link-expired")]
    public void A_link_to_no_waiting_account_opens_nothing(AccountStatus status, string code) =>
        Decisions.Refuses(Examples.Account(
            status), ActivationRule.Activate(Examples.Account(status), Examples.Activation("stamp-1", "x"), Examples.Now), code);

    [Theory]
    [InlineData(AccountStatus.IdentityChecking)]
    [InlineData(AccountStatus.IdentityRejected)]
    [InlineData(AccountStatus.CredentialsPending)]
    [InlineData(AccountStatus.ActivationPending)]
    public void An_unfinished_registration_is_abandoned_when_its_time_is_up(AccountStatus status)
    {
        var state = Examples.Account(status);
        var due = Examples.Now + RegistrationRule.ActivationPeriod;
        Decisions.Repeats(state, RegistrationRule.Abandon(state, due.AddTicks(-1)));

        var decision = RegistrationRule.Abandon(state, due);
        Assert.Equal(new RegistrationAbandoned(), Assert.Single(decision.Events));
        Assert.Equal(
            new AccountState
            {
                Status = AccountStatus.Abandoned,
                Role = AccountRole.Applicant,
                StartedAt = Examples.Now,
                Unpublished = decision.State.Unpublished,
            },
            decision.State);
    }

    [Theory]
    [InlineData(AccountStatus.NotStarted)]
    [InlineData(AccountStatus.Active)]
    [InlineData(AccountStatus.Abandoned)]
    public void Nothing_else_is_abandoned(AccountStatus status) =>
        Decisions.Repeats(Examples.Account(status), state => RegistrationRule.Abandon(state, Examples.Now.AddYears(1)));
}
