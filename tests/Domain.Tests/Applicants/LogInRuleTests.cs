namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class LogInRuleTests
{
    private static readonly AttemptLogIn Right = new(true, "here");
    private static readonly AttemptLogIn Wrong = new(false, "here");
    private static readonly AttemptLogIn OwnersDevice = new(true, "device-1", IsKnownDevice: true);

    private static AccountState Active => Examples.Account(AccountStatus.Active);

    private static AccountState After(int failed, AccountState state, AttemptLogIn attempt, DateTimeOffset now)
    {
        for (var count = 0; count < failed; count++) state = LogInRule.Decide(state, attempt, now).State;
        return state;
    }

    [Fact]
    public void The_right_password_lets_in_and_forgets_the_wrong_ones_from_there()
    {
        var state = After(1, After(10, Active, Wrong, Examples.Now), Wrong with { Origin = "there" }, Examples.Now);
        var next = Decisions.Accepts(LogInRule.Decide(state, Right, Examples.Now), new LoggedIn());
        Assert.Equal(["there"], next.LogIns!.Origins.Select(one => one.Origin));
        Assert.Equal(0, next.LogIns.FromStrangers);
    }

    // Bad-input row 56.
    [Fact]
    public void The_eleventh_wrong_password_within_15_minutes_closes_the_account_for_its_origin()
    {
        var state = Active;
        for (var failed = 1; failed < LogInRule.MaxFailedLogIns; failed++)
        {
            state = Decisions.Accepts(LogInRule.Decide(state, Wrong, Examples.Now), new LogInFailed(failed));
            Assert.Equal(AccountRefusals.InvalidCredentials, LogInRule.Answer(state, Wrong, Examples.Now));
        }

        var eleventh = LogInRule.Decide(state, Wrong, Examples.Now);
        var until = Examples.Now.AddMinutes(15);
        Assert.Equal([new LogInFailed(11), new AccountLocked(until)], eleventh.Events.AsEnumerable());
        var answer = LogInRule.Answer(eleventh.State, Wrong, Examples.Now);
        Assert.Equal(("too-many-attempts", "900"), (answer.Code, answer.Facts["retryAfterSeconds"]));

        // Not even the right password counts from there, and from everywhere else it does.
        var refusal = Decisions.Refuses(
            eleventh.State, LogInRule.Decide(eleventh.State, Right, until.AddTicks(-1)), "too-many-attempts");
        Assert.Equal("1", refusal.Facts["retryAfterSeconds"]); // never zero: "try again in 0 seconds" would be a lie
        Decisions.Accepts(LogInRule.Decide(eleventh.State, Right with { Origin = "there" }, Examples.Now), new LoggedIn());
        Decisions.Accepts(LogInRule.Decide(eleventh.State, OwnersDevice, Examples.Now), new LoggedIn());

        Decisions.Accepts(LogInRule.Decide(eleventh.State, Right, until), new LoggedIn());
        Decisions.Accepts(LogInRule.Decide(eleventh.State, Wrong, until), new LogInFailed(1)); // counting starts anew
    }

    [Fact]
    public void What_was_wrong_a_quarter_of_an_hour_ago_does_not_count()
    {
        var state = After(10, Active, Wrong, Examples.Now);
        Decisions.Accepts(LogInRule.Decide(state, Wrong, Examples.Now.AddMinutes(15)), new LogInFailed(1));
    }

    [Fact]
    public void A_device_that_forgets_the_password_is_closed_too()
    {
        var state = After(11, Active, OwnersDevice with { PasswordMatches = false }, Examples.Now);
        Decisions.Refuses(state, LogInRule.Decide(state, OwnersDevice, Examples.Now), "too-many-attempts");
        Assert.Equal(0, state.LogIns!.FromStrangers);
    }

    [Fact]
    public void Guessing_from_everywhere_is_slowed_and_the_owners_device_is_not()
    {
        var (state, now, guesses) = (Active, Examples.Now, 0);
        while (now < Examples.Now.AddDays(1))
        {
            var decision = LogInRule.Decide(state, new AttemptLogIn(false, $"host-{guesses}"), now);
            Assert.Null(LogInRule.Decide(state, OwnersDevice, now).Refusal);
            if (decision.Refusal is { } wait) now = now.AddSeconds(int.Parse(wait.Facts["retryAfterSeconds"]));
            else (state, guesses) = (decision.State, guesses + 1);
        }

        Assert.InRange(guesses, LogInRule.MostFromStrangers, 100); // NIST SP 800-63B-4: no more than 100
        Assert.True(state.LogIns!.Origins.Length <= LogInRule.MostOrigins);
    }

    [Fact]
    public void Strangers_are_forgotten_after_a_day_without_one()
    {
        var state = Active;
        for (var host = 0; host < LogInRule.MostFromStrangers; host++)
            state = LogInRule.Decide(state, new AttemptLogIn(false, $"host-{host}"), Examples.Now).State;
        Decisions.Refuses(state, LogInRule.Decide(state, Right, Examples.Now.AddSeconds(29)), "too-many-attempts");
        Assert.Equal(1, LogInRule.Decide(state, Wrong, Examples.Now.AddDays(1)).State.LogIns!.FromStrangers);
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
