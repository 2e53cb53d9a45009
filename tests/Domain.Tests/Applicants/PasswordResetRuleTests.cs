namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class PasswordResetRuleTests
{
    private static AccountState Proved => Examples.Account(AccountStatus.Active) with { MobileUnconfirmed = false };

    private static ResetPassword Typed(string code = "123456") =>
        new(Examples.Code(code), Examples.Stamp("hash-9"), Examples.Stamp("stamp-9"));

    private static RequestPasswordReset By(ActivationChannel channel) => new(channel, Examples.Code());

    private static AccountState Asked(ActivationChannel channel = ActivationChannel.Sms) =>
        PasswordResetRule.Request(Proved, By(channel), Examples.Now).State;

    [Fact]
    public void The_code_changes_the_password_once_and_ends_every_session()
    {
        var next = Decisions.Accepts(PasswordResetRule.Reset(Asked(), Typed(), Examples.Now), new PasswordChanged());
        Assert.Equal((Examples.Stamp("hash-9"), Examples.Stamp("stamp-9")), (next.PasswordHash, next.SecurityStamp));
        Decisions.Refuses(next, PasswordResetRule.Reset(next, Typed(), Examples.Now), "invalid-code");
    }

    [Fact]
    public void A_new_password_forgets_the_wrong_ones()
    {
        var guessed = LogInRule.Decide(Asked(), new AttemptLogIn(false, "there"), Examples.Now).State;
        Assert.Null(PasswordResetRule.Reset(guessed, Typed(), Examples.Now).State.LogIns);
    }

    [Theory]
    [InlineData(ActivationChannel.Sms, 5)]
    [InlineData(ActivationChannel.Email, 10)]
    public void The_code_is_good_for_minutes(ActivationChannel channel, int minutes)
    {
        var state = Asked(channel);
        var end = Examples.Now.AddMinutes(minutes);
        Assert.Null(PasswordResetRule.Reset(state, Typed(), end.AddTicks(-1)).Refusal);
        Decisions.Refuses(state, PasswordResetRule.Reset(state, Typed(), end), "invalid-code");
    }

    [Fact]
    public void The_sixth_try_is_too_many()
    {
        var state = Asked();
        for (var tries = 1; tries <= OneTimeCodeRule.MostTries; tries++)
        {
            state = Decisions.Accepts(
                PasswordResetRule.Reset(state, Typed("000000"), Examples.Now), new PasswordResetCodeRefused(tries));
        }

        Decisions.Refuses(state, PasswordResetRule.Reset(state, Typed(), Examples.Now), "too-many-attempts");
    }

    // What was only named may be a stranger's.
    [Theory]
    [InlineData(false, false, ActivationChannel.Sms, ActivationChannel.Sms)]
    [InlineData(false, false, ActivationChannel.Email, ActivationChannel.Email)]
    [InlineData(false, true, ActivationChannel.Sms, ActivationChannel.Email)]
    [InlineData(true, false, ActivationChannel.Email, ActivationChannel.Sms)]
    public void The_code_goes_to_what_was_proved(bool email, bool mobile, ActivationChannel wanted, ActivationChannel used)
    {
        var state = Proved with { EmailUnconfirmed = email, MobileUnconfirmed = mobile };
        Decisions.Accepts(PasswordResetRule.Request(state, By(wanted), Examples.Now), new PasswordResetRequested(used));
    }

    [Theory]
    [InlineData(AccountStatus.NotStarted)]
    [InlineData(AccountStatus.ActivationPending)]
    [InlineData(AccountStatus.Abandoned)]
    public void Where_there_is_no_account_nothing_is_sent_and_nothing_is_refused(AccountStatus status)
    {
        var state = Examples.Account(status);
        Decisions.Repeats(state, PasswordResetRule.Request(state, By(ActivationChannel.Email), Examples.Now));
        Decisions.Refuses(state, PasswordResetRule.Reset(state, Typed(), Examples.Now), "invalid-code");
    }

    [Fact]
    public void Asking_again_at_once_sends_nothing_and_leaves_the_code()
    {
        var state = Asked();
        Decisions.Repeats(state, PasswordResetRule.Request(state, By(ActivationChannel.Sms), Examples.Now.AddSeconds(59)));
        Assert.Null(PasswordResetRule.Answer(state, Examples.Code(), Examples.Now.AddSeconds(59)));
    }

    [Fact]
    public void The_owner_hears_of_other_registrations_once_a_day()
    {
        var next = Decisions.Accepts(
            PasswordResetRule.NoteOtherRegistration(Proved, Examples.Now), new OtherRegistrationTried());
        Decisions.Repeats(next, PasswordResetRule.NoteOtherRegistration(next, Examples.Now.AddHours(23)));
        Assert.NotEmpty(PasswordResetRule.NoteOtherRegistration(next, Examples.Now.AddDays(1)).Events);
        var pending = Examples.Account(AccountStatus.ActivationPending);
        Decisions.Repeats(pending, PasswordResetRule.NoteOtherRegistration(pending, Examples.Now));
    }
}
