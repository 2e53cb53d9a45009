namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class LogInRuleTests
{
    private static readonly AttemptLogIn Right = new(true);
    private static readonly AttemptLogIn Wrong = new(false);

    [Fact]
    public void The_right_password_lets_in_and_forgets_the_wrong_ones()
    {
        var state = Examples.Account(AccountStatus.Active) with { FailedLogIns = 4 };
        var next = Decisions.Accepts(LogInRule.Decide(state, Right, Examples.Now), new LoggedIn());
        Assert.Equal((0, null), (next.FailedLogIns, next.LockedUntil));
        Assert.Null(LogInRule.Answer(next, Right, Examples.Now));
    }

    [Fact]
    public void The_fifth_wrong_password_in_a_row_locks_for_15_minutes()
    {
        var state = Examples.Account(AccountStatus.Active);
        for (var failed = 1; failed < LogInRule.MaxFailedLogIns; failed++)
        {
            state = Decisions.Accepts(LogInRule.Decide(state, Wrong, Examples.Now), new LogInFailed(failed));
            Assert.Equal(AccountRefusals.InvalidCredentials, LogInRule.Answer(state, Wrong, Examples.Now));
        }

        var fifth = LogInRule.Decide(state, Wrong, Examples.Now);
        var until = Examples.Now.AddMinutes(15);
        Assert.Equal([new LogInFailed(5), new AccountLocked(until)], fifth.Events.AsEnumerable());
        Assert.Equal((0, until), (fifth.State.FailedLogIns, fifth.State.LockedUntil));
        var answer = LogInRule.Answer(fifth.State, Wrong, Examples.Now);
        Assert.Equal(("too-many-attempts", "900"), (answer!.Code, answer.Facts["retryAfterSeconds"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_locked_no_password_counts(bool matches)
    {
        var until = Examples.Now.AddMinutes(15);
        var state = Examples.Account(AccountStatus.Active) with { LockedUntil = until };
        var refusal = Decisions.Refuses(state, LogInRule.Decide(state, new AttemptLogIn(matches), until.AddTicks(-1)), "too-many-attempts");
        Assert.Equal("1", refusal.Facts["retryAfterSeconds"]); // never zero: "try again in 0 seconds" would be a lie
    }

    [Fact]
    public void The_lock_ends_at_its_instant_and_counting_starts_anew()
    {
        var until = Examples.Now.AddMinutes(15);
        var state = Examples.Account(AccountStatus.Active) with { LockedUntil = until };
        Assert.Null(Decisions.Accepts(LogInRule.Decide(state, Right, until), new LoggedIn()).LockedUntil);
        var failed = Decisions.Accepts(LogInRule.Decide(state, Wrong, until), new LogInFailed(1));
        Assert.Equal((1, null), (failed.FailedLogIns, failed.LockedUntil));
    }

    [Theory]
    [InlineData(AccountStatus.NotStarted)]
    [InlineData(AccountStatus.IdentityChecking)]
    [InlineData(AccountStatus.IdentityRejected)]
    [InlineData(AccountStatus.CredentialsPending)]
    [InlineData(AccountStatus.ActivationPending)]
    [InlineData(AccountStatus.Abandoned)]
    public void An_account_not_active_answers_like_a_wrong_password(AccountStatus status)
    {
        var state = Examples.Account(status);
        Decisions.Refuses(state, LogInRule.Decide(state, Right, Examples.Now), "invalid-credentials");
        Decisions.Refuses(state, LogInRule.EndSessions(state, new EndSessions(Examples.Stamp("next"))), "invalid-credentials");
    }

    [Fact]
    public void Ending_sessions_changes_the_stamp() => Assert.Equal(
        Examples.Stamp("next"), Decisions.Accepts(LogInRule.EndSessions(
            Examples.Account(AccountStatus.Active), new EndSessions(Examples.Stamp("next"))), new SessionsEnded()).SecurityStamp);

    [Fact]
    public void An_appointment_under_a_key_in_use_is_refused()
    {
        var officer = LogInRule.Appoint(new AccountState(), Examples.Appointment(), Examples.Now).State;
        Refuses(Examples.Account(AccountStatus.Active), Examples.Appointment()); // a person's account
        Refuses(officer, Examples.Appointment() with { OfficeId = "bp3mi-bali" });
        Refuses(officer, Examples.Appointment() with { Role = AccountRole.Auditor });
        Refuses(officer, Examples.Appointment() with { Email = Examples.Email("other@example.org") });

        void Refuses(AccountState state, AppointOfficer command) =>
            Decisions.Refuses(state, LogInRule.Appoint(state, command, Examples.Now), "registration-of-other-identity");
    }

    [Fact]
    public void An_officer_is_appointed_once()
    {
        var command = Examples.Appointment();
        var next = Decisions.Accepts(
            LogInRule.Appoint(
                new AccountState(), command, Examples.Now), new OfficerAppointed(AccountRole.RegionalVerifier, Examples.Office));
        Assert.Equal(
            (AccountStatus.Active, command.Email, "Budi", Examples.Now), (next.Status, next.Email, next.FullName, next.ActivatedAt));
        Decisions.Repeats(next, LogInRule.Appoint(next, command with
        {
            PasswordHash = Examples.Stamp(
            "other"),
            SecurityStamp = Examples.Stamp("other")
        }, Examples.Now.AddDays(1)));
    }
}
