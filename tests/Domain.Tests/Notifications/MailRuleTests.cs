namespace Siskop2mi.Domain.Tests.Notifications;

public sealed class MailRuleTests
{
    private static readonly RequireMail Command = new(MailTemplate.ActivationLink, Examples.Applicant, "about-1");

    private static MailState Pending(int attempts = 0) =>
        MailRule.Require(new MailState(), Command, Examples.Now).State with { Attempts = attempts };

    [Theory]
    [InlineData(typeof(CredentialsChosen), MailTemplate.ActivationLink)]
    [InlineData(typeof(ApplicationSubmitted), MailTemplate.ApplicationSubmitted)]
    [InlineData(typeof(DocumentsVerified), MailTemplate.DocumentsVerified)]
    public void Some_events_ask_for_a_mail(Type happened, MailTemplate template) =>
        Assert.Equal(template, MailRule.For((DomainEvent)Primitives.Filled.Of(happened)));

    [Fact]
    public void No_other_event_does_and_no_mail_asks_for_a_mail()
    {
        var asking = EventTypes.All.Values.Where(type => MailRule.For((DomainEvent)Primitives.Filled.Of(type)) is not null).Select(
            EventTypes.NameOf);
        Assert.Equal(["application-submitted", "credentials-chosen", "documents-verified"], asking.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_first_ask_counts()
    {
        var next = Decisions.Accepts(
            MailRule.Require(new MailState(), Command, Examples.Now), new MailRequired(MailTemplate.ActivationLink));
        Assert.Equal((MailStatus.Pending, Examples.Applicant, "about-1", Examples.Now), (
            next.Status, next.AccountId, next.AboutId, next.NextAttemptAt));
        foreach (var status in new[] { MailStatus.Pending, MailStatus.Sent, MailStatus.Failed })
        {
            var state = next with { Status = status };
            Decisions.Repeats(
                state, MailRule.Require(state, Command with { Template = MailTemplate.DocumentsVerified }, Examples.Now.AddDays(1)));
        }
    }

    [Fact]
    public void A_mail_taken_is_sent()
    {
        var next = Decisions.Accepts(Record(Pending(3), MailAttempt.Accepted), new MailSent(4));
        Assert.Equal((MailStatus.Sent, 4, null), (next.Status, next.Attempts, next.NextAttemptAt));
    }

    [Fact]
    public void A_mail_refused_for_good_has_failed() =>
        Assert.Equal(MailStatus.Failed, Decisions.Accepts(Record(Pending(), MailAttempt.Refused), new MailFailed(1)).Status);

    [Fact]
    public void A_mail_deferred_is_tried_again_until_it_has_been_tried_24_times()
    {
        var (state, now) = (Pending(), Examples.Now);
        for (var attempt = 1; attempt < MailRule.MaxAttempts; attempt++)
        {
            var decision = MailRule.Record(state, new RecordMailAttempt(MailAttempt.Deferred), now);
            Assert.Empty(decision.Events);
            Assert.Equal((MailStatus.Pending, attempt, now + MailRule.WaitAfter(attempt)), (
                decision.State.Status, decision.State.Attempts, decision.State.NextAttemptAt));
            (state, now) = (decision.State, decision.State.NextAttemptAt!.Value);
        }

        Assert.Equal(MailStatus.Failed, Decisions.Accepts(Record(state, MailAttempt.Deferred), new MailFailed(24)).Status);
        Assert.InRange(now - Examples.Now, TimeSpan.FromHours(4), TimeSpan.FromHours(4.25)); // "about four hours"
    }

    [Theory]
    [InlineData(MailStatus.NotStarted)]
    [InlineData(MailStatus.Sent)]
    [InlineData(MailStatus.Failed)]
    public void An_attempt_on_a_mail_not_pending_changes_nothing(MailStatus status)
    {
        var state = Pending() with { Status = status };
        Decisions.Repeats(state, Record(state, MailAttempt.Accepted));
        Decisions.Repeats(state, Record(state, MailAttempt.Refused));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(8, 640)]
    [InlineData(9, 900)]
    [InlineData(23, 900)]
    [InlineData(1_000, 900)]
    [InlineData(int.MaxValue, 900)]
    public void Waits_double_up_to_15_minutes(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), MailRule.WaitAfter(attempts));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void No_wait_follows_no_attempt(int attempts) => Assert.Throws<ArgumentOutOfRangeException>(() => MailRule.WaitAfter(attempts));

    [Theory]
    [InlineData(MailAttempt.Unspecified)]
    [InlineData((MailAttempt)99)]
    public void An_attempt_that_ended_nowhere_is_impossible(MailAttempt result) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Record(Pending(), result));

    private static Decision<MailState> Record(MailState state, MailAttempt result) =>
        MailRule.Record(state, new RecordMailAttempt(result), Examples.Now);
}
