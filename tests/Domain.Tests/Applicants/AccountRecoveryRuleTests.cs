namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class AccountRecoveryRuleTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(RegistryAnswer.Match, true, 0, AccountRecoveryStatus.Open)]
    [InlineData(RegistryAnswer.Match, false, 0, AccountRecoveryStatus.SetAside)]
    [InlineData(RegistryAnswer.Mismatch, true, 0, AccountRecoveryStatus.SetAside)]
    [InlineData(RegistryAnswer.NotFound, true, 0, AccountRecoveryStatus.SetAside)]
    [InlineData(RegistryAnswer.NoAnswer, true, 6, AccountRecoveryStatus.IdentityChecking)]
    [InlineData(RegistryAnswer.NoAnswer, true, 7, AccountRecoveryStatus.SetAside)]
    public void A_case_is_shown_when_there_is_an_account_and_the_identity_holds(
        RegistryAnswer answer, bool hasAccount, int days, AccountRecoveryStatus expected)
    {
        var ask = RecoveryExamples.Ask with { AccountId = hasAccount ? Examples.Applicant : null };
        var opened = Decisions.Accepts(
            AccountRecoveryRule.Open(new AccountRecoveryState(), ask, Examples.Now), new AccountRecoveryOpened());
        var heard = AccountRecoveryRule.HearRegistry(opened, answer, Examples.Now.AddDays(days)).State;
        Assert.Equal(expected, heard.Status);
        Assert.Equal(expected is AccountRecoveryStatus.IdentityChecking, heard.MotherName is not null);
        if (expected is not AccountRecoveryStatus.SetAside) return;
        Assert.Equal((null, null, null, null, null), (heard.NationalId, heard.FullName, heard.Email, heard.Mobile, heard.AccountId));
    }

    [Fact]
    public void Opening_again_changes_nothing_whatever_is_said()
    {
        foreach (var status in Enum.GetValues<AccountRecoveryStatus>().Where(status => status is not AccountRecoveryStatus.NotStarted))
            Decisions.Repeats(RecoveryExamples.Of(status), state => AccountRecoveryRule.Open(state, RecoveryExamples.Ask, Examples.Now));
    }

    [Theory]
    [InlineData(AccountRecoveryStatus.NotStarted, "recovery-not-found")]
    [InlineData(AccountRecoveryStatus.IdentityChecking, "recovery-not-found")]
    [InlineData(AccountRecoveryStatus.SetAside, "recovery-not-found")]
    [InlineData(AccountRecoveryStatus.Approved, "recovery-already-decided")]
    [InlineData(AccountRecoveryStatus.Rejected, "recovery-already-decided")]
    [InlineData(AccountRecoveryStatus.Completing, "recovery-already-decided")]
    [InlineData(AccountRecoveryStatus.Completed, "recovery-already-decided")]
    public void Another_officer_decides_open_cases_only(AccountRecoveryStatus status, string refusal)
    {
        var state = RecoveryExamples.Of(status);
        Decisions.Refuses(
            state, AccountRecoveryRule.Approve(state, RecoveryExamples.Approval with { OfficerId = "other" }, RecoveryExamples.Facts()),
            refusal);
        Decisions.Refuses(
            state, AccountRecoveryRule.Reject(state, RecoveryExamples.Rejection with { OfficerId = "other" }, RecoveryExamples.Facts()),
            refusal);
    }

    [Fact]
    public void Repeating_ones_own_decision_is_harmless()
    {
        Decisions.Repeats(RecoveryExamples.Of(AccountRecoveryStatus.Approved),
            state => AccountRecoveryRule.Approve(state, RecoveryExamples.Approval, RecoveryExamples.Facts()));
        Decisions.Repeats(RecoveryExamples.Of(AccountRecoveryStatus.Completed),
            state => AccountRecoveryRule.Approve(state, RecoveryExamples.Approval, RecoveryExamples.Facts()));
        Decisions.Repeats(RecoveryExamples.Of(AccountRecoveryStatus.Rejected),
            state => AccountRecoveryRule.Reject(state, RecoveryExamples.Rejection, RecoveryExamples.Facts()));
        var rejected = RecoveryExamples.Of(AccountRecoveryStatus.Rejected);
        Decisions.Refuses(
            rejected, AccountRecoveryRule.Approve(rejected, RecoveryExamples.Approval, RecoveryExamples.Facts()),
            "recovery-already-decided");
    }

    [Fact]
    public void Nobody_decides_of_their_own_account()
    {
        var state = RecoveryExamples.Of(AccountRecoveryStatus.Open);
        var byAccount = RecoveryExamples.Approval with { OfficerId = Examples.Applicant };
        Decisions.Refuses(state, AccountRecoveryRule.Approve(state, byAccount, RecoveryExamples.Facts()), "recovery-of-own-account");
        var facts = RecoveryExamples.Facts(own: Examples.Nik());
        Decisions.Refuses(state, AccountRecoveryRule.Approve(state, RecoveryExamples.Approval, facts), "recovery-of-own-account");
        Decisions.Refuses(state, AccountRecoveryRule.Reject(state, RecoveryExamples.Rejection, facts), "recovery-of-own-account");
    }

    [Theory]
    [InlineData(AccountRecoveryStatus.Open, RecoveryRejection.OwnerObjected, true)]
    [InlineData(AccountRecoveryStatus.Approved, RecoveryRejection.OwnerObjected, true)]
    [InlineData(AccountRecoveryStatus.Approved, RecoveryRejection.IdentityNotProved, false)]
    [InlineData(AccountRecoveryStatus.Completing, RecoveryRejection.OwnerObjected, false)]
    public void The_owner_can_object_until_it_is_carried_out(AccountRecoveryStatus status, RecoveryRejection reason, bool holds)
    {
        var state = RecoveryExamples.Of(status);
        var decision = AccountRecoveryRule.Reject(state, new RejectAccountRecovery("other", reason, "telepon"), RecoveryExamples.Facts());
        if (!holds)
        {
            Decisions.Refuses(state, decision, "recovery-already-decided");
            return;
        }

        var next = Decisions.Accepts(decision, new AccountRecoveryRejected(reason));
        Decisions.Refuses(next, AccountRecoveryRule.Complete(next, RecoveryExamples.Typed(), Examples.Now), "invalid-code");
    }

    [Fact]
    public void No_code_is_sent_before_the_owner_had_time_to_object()
    {
        var open = RecoveryExamples.Of(AccountRecoveryStatus.Open);
        var end = Examples.Now + Day;
        var waiting = Decisions.Accepts(
            AccountRecoveryRule.Approve(open, RecoveryExamples.Approval, RecoveryExamples.Facts(Day)), new AccountRecoveryApproved(end));
        Assert.Equal(Examples.Email(), waiting.FormerEmail);
        Assert.True(AccountRecoveryRule.IsUnfinished(waiting));
        Decisions.Repeats(waiting, AccountRecoveryRule.EndWait(waiting, end.AddTicks(-1)));
        Decisions.Repeats(waiting, AccountRecoveryRule.SendAgain(waiting, new SendRecoveryCodeAgain(Examples.Code()), end.AddTicks(-1)));
        Decisions.Refuses(waiting, AccountRecoveryRule.Complete(waiting, RecoveryExamples.Typed(), end), "invalid-code");
        var sent = Decisions.Accepts(AccountRecoveryRule.EndWait(waiting, end), new AccountRecoveryCodeIssued());
        Assert.False(AccountRecoveryRule.IsUnfinished(sent));
        Decisions.Accepts(AccountRecoveryRule.Complete(sent, RecoveryExamples.Typed(), end), new AccountRecoveryProved());
    }

    [Fact]
    public void A_code_is_good_for_a_day_and_works_once()
    {
        var state = RecoveryExamples.Of(AccountRecoveryStatus.Approved);
        var end = Examples.Now + AccountRecoveryRule.CodeLife;
        var next = Decisions.Accepts(
            AccountRecoveryRule.Complete(state, RecoveryExamples.Typed(), end.AddTicks(-1)), new AccountRecoveryProved());
        Decisions.Refuses(next, AccountRecoveryRule.Complete(next, RecoveryExamples.Typed(), Examples.Now), "invalid-code");
        Decisions.Refuses(state, AccountRecoveryRule.Complete(state, RecoveryExamples.Typed(), end), "invalid-code");
        var again = Decisions.Accepts(
            AccountRecoveryRule.SendAgain(state, new SendRecoveryCodeAgain(Examples.Code("222222")), end), new AccountRecoveryCodeIssued());
        Assert.Null(AccountRecoveryRule.Answer(again, Examples.Code("222222"), end));
    }

    [Fact]
    public void The_sixth_try_is_too_many()
    {
        var state = RecoveryExamples.Of(AccountRecoveryStatus.Approved);
        for (var tries = 1; tries <= OneTimeCodeRule.MostTries; tries++)
        {
            state = Decisions.Accepts(
                AccountRecoveryRule.Complete(state, RecoveryExamples.Typed("000000"), Examples.Now), new AccountRecoveryCodeRefused(tries));
        }

        Decisions.Refuses(state, AccountRecoveryRule.Complete(state, RecoveryExamples.Typed(), Examples.Now), "too-many-attempts");
    }

    [Theory]
    [InlineData(true, AccountRecoveryStatus.Completed)]
    [InlineData(false, AccountRecoveryStatus.Rejected)]
    public void What_the_account_says_ends_the_case_and_nothing_secret_is_kept(bool taken, AccountRecoveryStatus expected)
    {
        var state = RecoveryExamples.Of(AccountRecoveryStatus.Completing);
        var next = AccountRecoveryRule.HearAccount(state, taken, Examples.Now).State;
        Assert.Equal(expected, next.Status);
        Assert.Equal((null, null, null), (next.PasswordHash, next.SecurityStamp, next.Code));
        Decisions.Repeats(next, AccountRecoveryRule.HearAccount(next, true, Examples.Now));
    }

    [Fact]
    public void An_account_is_changed_once_a_case()
    {
        var account = Examples.Account(AccountStatus.Active) with { Totp = new TotpEnrolment { Key = Examples.Stamp("key") } };
        var next = Decisions.Accepts(AccountRecoveryRule.Recover(account, RecoveryExamples.Contacts), new ContactsRecovered("case-1"));
        Assert.Equal(
            (RecoveryExamples.Ask.Email, RecoveryExamples.Ask.Mobile, Examples.Stamp("hash-9"), Examples.Stamp("stamp-9")),
            (next.Email, next.Mobile, next.PasswordHash, next.SecurityStamp));
        Assert.Equal((false, true), (next.EmailUnconfirmed, next.MobileUnconfirmed));
        Assert.Null(next.Totp);
        Decisions.Repeats(next, AccountRecoveryRule.Recover(next, RecoveryExamples.Contacts));
        var officer = LogInRule.Appoint(new AccountState(), Examples.Appointment(), Examples.Now).State;
        Decisions.Refuses(officer, AccountRecoveryRule.Recover(officer, RecoveryExamples.Contacts), "recovery-not-found");
    }

    [Fact]
    public void An_officers_app_is_taken_away_by_somebody_else()
    {
        var officer = LogInRule.Appoint(new AccountState(), Examples.Appointment(), Examples.Now).State;
        var reset = new ResetTotp("admin-1", Examples.Stamp("stamp-9"));
        Decisions.Repeats(officer, TotpRule.Reset(officer, Examples.Officer, reset));
        var enrolled = officer with { Totp = new TotpEnrolment { Key = Examples.Stamp("key"), IsConfirmed = true } };
        Decisions.Refuses(
            enrolled, TotpRule.Reset(enrolled, Examples.Officer, reset with { By = Examples.Officer }), "authenticator-is-own");
        var next = Decisions.Accepts(TotpRule.Reset(enrolled, Examples.Officer, reset), new TotpReset());
        Assert.Equal((null, Examples.Stamp("stamp-9")), (next.Totp, next.SecurityStamp));
        var applicant = Examples.Account(AccountStatus.Active);
        Decisions.Refuses(applicant, TotpRule.Reset(applicant, Examples.Applicant, reset), "officer-not-found");
    }
}
