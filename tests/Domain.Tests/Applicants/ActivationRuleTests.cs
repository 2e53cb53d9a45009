namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class ActivationRuleTests
{
    private static readonly DateTimeOffset Later = Examples.Now + OneTimeCodeRule.PauseBetween;

    private static SendActivationAgain Again(string code = "222222") => new(Examples.Code(code));

    [Fact]
    public void The_code_opens_the_account_once_and_leaves_the_address_unproved()
    {
        var state = Examples.WaitingForCode();
        var next = Decisions.Accepts(
            ActivationRule.Confirm(state, Examples.Typed(), Examples.Now), new AccountActivated(ActivationChannel.Sms));
        Assert.Equal((AccountStatus.Active, Examples.Stamp("stamp-2"), Examples.Now), (next.Status, next.SecurityStamp, next.ActivatedAt));
        Assert.Equal((true, false), (next.EmailUnconfirmed, next.MobileUnconfirmed));
        Decisions.Refuses(next, ActivationRule.Confirm(next, Examples.Typed(), Examples.Now), "invalid-code");
    }

    [Fact]
    public void The_link_leaves_the_number_unproved()
    {
        var next = Examples.Account(AccountStatus.Active);
        Assert.Equal((false, true), (next.EmailUnconfirmed, next.MobileUnconfirmed));
    }

    [Fact]
    public void The_link_opens_an_account_that_was_sent_a_code_and_ends_the_code()
    {
        var next = ActivationRule.Activate(
            Examples.WaitingForCode(), Examples.Activation("stamp-1", "stamp-2"), Examples.Now).State;
        Assert.Equal((AccountStatus.Active, null), (next.Status, next.ActivationCode!.Value));
    }

    [Fact]
    public void Five_wrong_codes_are_counted_and_then_not_even_the_right_one_holds()
    {
        var state = Examples.WaitingForCode();
        for (var tries = 1; tries <= OneTimeCodeRule.MostTries; tries++)
        {
            Assert.Equal(AccountRefusals.InvalidCode, ActivationRule.Answer(state, Examples.Typed("000000"), Examples.Now));
            state = Decisions.Accepts(
                ActivationRule.Confirm(state, Examples.Typed("000000"), Examples.Now), new ActivationCodeRefused(tries));
        }

        var refusal = Decisions.Refuses(
            state, ActivationRule.Confirm(state, Examples.Typed(), Examples.Now.AddMinutes(1)), "too-many-attempts");
        Assert.Equal("240", refusal.Facts["retryAfterSeconds"]);
        var renewed = ActivationRule.SendAgain(state, Again(), Later).State;
        Assert.Null(ActivationRule.Answer(renewed, Examples.Typed("222222"), Later));
    }

    [Fact]
    public void A_code_lives_five_minutes()
    {
        var state = Examples.WaitingForCode();
        var end = Examples.Now.AddMinutes(5);
        Assert.Null(ActivationRule.Confirm(state, Examples.Typed(), end.AddTicks(-1)).Refusal);
        Decisions.Refuses(state, ActivationRule.Confirm(state, Examples.Typed(), end), "invalid-code");
    }

    [Fact]
    public void A_code_opens_nothing_once_the_registration_is_overdue()
    {
        var due = Examples.Now + RegistrationRule.ActivationPeriod;
        var state = ActivationRule.SendAgain(Examples.WaitingForCode(), Again(), due.AddMinutes(-1)).State;
        Assert.Null(ActivationRule.Answer(state, Examples.Typed("222222"), due.AddTicks(-1)));
        Decisions.Refuses(state, ActivationRule.Confirm(state, Examples.Typed("222222"), due), "invalid-code");
    }

    [Theory]
    [InlineData(AccountStatus.NotStarted)]
    [InlineData(AccountStatus.CredentialsPending)]
    [InlineData(AccountStatus.ActivationPending)] // by e-mail: no code was sent
    [InlineData(AccountStatus.Active)]
    [InlineData(AccountStatus.Abandoned)]
    public void Where_no_code_is_out_every_code_is_wrong(AccountStatus status) => Decisions.Refuses(
        Examples.Account(status), ActivationRule.Confirm(Examples.Account(status), Examples.Typed(), Examples.Now), "invalid-code");

    [Fact]
    public void A_second_code_comes_after_a_minute_and_ends_the_first()
    {
        var state = Examples.WaitingForCode();
        var refusal = Decisions.Refuses(state, ActivationRule.SendAgain(state, Again(), Later.AddSeconds(-1)), "resend-too-soon");
        Assert.Equal("1", refusal.Facts["retryAfterSeconds"]);
        var next = Decisions.Accepts(ActivationRule.SendAgain(state, Again(), Later), new ActivationCodeIssued());
        Assert.Equal(AccountRefusals.InvalidCode, ActivationRule.Answer(next, Examples.Typed(), Later));
        Assert.Null(ActivationRule.Answer(next, Examples.Typed("222222"), Later));
    }

    [Fact]
    public void A_phone_gets_five_codes_an_hour_and_ten_a_day()
    {
        var (state, now, sent) = (Examples.WaitingForCode(), Examples.Now, new List<DateTimeOffset> { Examples.Now });
        for (var minute = 1; minute < 60 * 24; minute++)
        {
            now = Examples.Now.AddMinutes(minute);
            var decision = ActivationRule.SendAgain(state, Again(), now);
            if (decision.Refusal is not null) continue;
            sent.Add(now);
            state = decision.State;
        }

        Assert.Equal(OneTimeCodeRule.MostPerDay, sent.Count);
        Assert.Equal(OneTimeCodeRule.MostPerHour, sent.Count(at => at < Examples.Now.AddHours(1)));
        Assert.Null(ActivationRule.SendAgain(state, Again(), Examples.Now.AddDays(1)).Refusal);
        Assert.Equal(OneTimeCodeRule.MostPerDay, ActivationRule.SendAgain(
            state, Again(), Examples.Now.AddDays(1)).State.ActivationCode!.SentAt.Length);
    }

    [Fact]
    public void A_link_sent_again_counts_towards_the_same_limits()
    {
        var state = Examples.Account(AccountStatus.ActivationPending);
        var next = Decisions.Accepts(ActivationRule.SendAgain(state, Again(), Examples.Now), new ActivationLinkIssued());
        Decisions.Refuses(next, ActivationRule.SendAgain(next, Again(), Examples.Now.AddSeconds(59)), "resend-too-soon");
        Assert.Equal(state.SecurityStamp, next.SecurityStamp); // the link sent first may still arrive
    }

    [Fact]
    public void A_second_click_is_no_second_text_message()
    {
        var state = Examples.WaitingForCode();
        var same = Examples.Credentials("stamp-9", ActivationChannel.Sms) with { Code = Examples.Code("999999") };
        var next = Decisions.Accepts(
            ActivationRule.ChooseCredentials(state, same, Examples.Now), new CredentialsChosen(ActivationChannel.Sms));
        Assert.Null(ActivationRule.Answer(next, Examples.Typed(), Examples.Now));
        var other = same with { Mobile = Examples.Mobile("081234567899") };
        Decisions.Refuses(state, ActivationRule.ChooseCredentials(state, other, Examples.Now), "resend-too-soon");
    }

    [Fact]
    public void Another_number_gets_a_code_of_its_own()
    {
        var state = Examples.WaitingForCode();
        var command = new ChangeMobile(Examples.Mobile("081234567899"), Examples.Code("222222"));
        Decisions.Refuses(state, ActivationRule.ChangeMobile(state, command, Examples.Now), "resend-too-soon");
        var decision = ActivationRule.ChangeMobile(state, command, Later);
        Assert.Equal([new MobileChanged(), new ActivationCodeIssued()], decision.Events.AsEnumerable());
        Assert.Equal(command.Mobile, decision.State.Mobile);
        Assert.Equal(AccountRefusals.InvalidCode, ActivationRule.Answer(decision.State, Examples.Typed(), Later));
        Decisions.Repeats(decision.State, ActivationRule.ChangeMobile(
            decision.State, command with { Code = Examples.Code("333333") }, Later.AddMinutes(1)));
    }

    [Theory]
    [InlineData(AccountStatus.NotStarted, "registration-not-found")]
    [InlineData(AccountStatus.IdentityChecking, "identity-still-checking")]
    [InlineData(AccountStatus.IdentityRejected, "identity-rejected")]
    [InlineData(AccountStatus.CredentialsPending, "credentials-missing")]
    [InlineData(AccountStatus.Active, "account-already-active")]
    [InlineData(AccountStatus.Abandoned, "registration-not-found")]
    public void Nothing_is_sent_to_who_does_not_wait_for_it(AccountStatus status, string code)
    {
        var state = Examples.Account(status);
        Decisions.Refuses(state, ActivationRule.SendAgain(state, Again(), Later), code);
        Decisions.Refuses(state, ActivationRule.ChangeMobile(state, new ChangeMobile(Examples.Mobile(), Examples.Code()), Later), code);
    }
}
