namespace Siskop2mi.Domain.Tests.Notifications;

public sealed class MessageRuleTests
{
    private static readonly RequireMessage Command = new(MessageTemplate.ActivationLink, Examples.Applicant, "about-1");

    private static MessageState Pending(int attempts = 0) =>
        MessageRule.Require(new MessageState(), Command, Examples.Now).State with { Attempts = attempts };

    [Theory]
    [InlineData(typeof(ActivationLinkIssued), MessageTemplate.ActivationLink)]
    [InlineData(typeof(ActivationCodeIssued), MessageTemplate.ActivationCode)]
    [InlineData(typeof(PasswordChanged), MessageTemplate.PasswordChanged)]
    [InlineData(typeof(OtherRegistrationTried), MessageTemplate.OtherRegistrationTried)]
    [InlineData(typeof(AccountRecoveryApproved), MessageTemplate.AccountRecoveryApproved)]
    [InlineData(typeof(AccountRecoveryCodeIssued), MessageTemplate.AccountRecoveryCode)]
    [InlineData(typeof(AccountRecoveryCompleted), MessageTemplate.AccountRecoveryCompleted)]
    [InlineData(typeof(ApplicationSubmitted), MessageTemplate.ApplicationSubmitted)]
    [InlineData(typeof(DocumentsVerified), MessageTemplate.DocumentsVerified)]
    [InlineData(typeof(AppointmentBooked), MessageTemplate.AppointmentBooked)]
    [InlineData(typeof(ApplicationReturned), MessageTemplate.ApplicationReturned)]
    [InlineData(typeof(DocumentsFailed), MessageTemplate.DocumentsFailed)]
    [InlineData(typeof(AbsenceMarked), MessageTemplate.AbsenceMarked)]
    [InlineData(typeof(StagePassed), MessageTemplate.StagePassed)]
    [InlineData(typeof(StageFailed), MessageTemplate.StageFailed)]
    [InlineData(typeof(ApplicationWithdrawn), MessageTemplate.ApplicationWithdrawn)]
    [InlineData(typeof(LineJoined), MessageTemplate.LineJoined)]
    [InlineData(typeof(OfferReceived), MessageTemplate.PlaceOffered)]
    [InlineData(typeof(OfferLapsed), MessageTemplate.OfferLapsed)]
    [InlineData(typeof(DrawJoined), MessageTemplate.DrawJoined)]
    [InlineData(typeof(DrawMissed), MessageTemplate.DrawMissed)]
    [InlineData(typeof(DocumentNumberConfirmed), MessageTemplate.DocumentNumberConfirmed)]
    [InlineData(typeof(DocumentNumberRejected), MessageTemplate.DocumentNumberRejected)]
    public void Some_events_ask_for_a_mail(Type happened, MessageTemplate template) =>
        Assert.Equal(template, MessageRule.For((DomainEvent)Primitives.Filled.Of(happened)));

    // Somebody sits before the screen until one of these comes, or it ends within days.
    [Fact]
    public void Codes_links_and_offers_by_text_are_awaited_and_nothing_else_is() => Assert.Equal(
        [
            MessageTemplate.ActivationLink, MessageTemplate.ActivationCode, MessageTemplate.PasswordResetLetter,
            MessageTemplate.PasswordResetCode, MessageTemplate.AccountRecoveryApproved, MessageTemplate.AccountRecoveryCode,
            MessageTemplate.PlaceOfferedText,
        ],
        Enum.GetValues<MessageTemplate>().Where(MessageRule.IsAwaited).ToHashSet());

    [Theory]
    [InlineData(ActivationChannel.Unspecified, MessageTemplate.ActivationLink)] // events older than the choice
    [InlineData(ActivationChannel.Email, MessageTemplate.ActivationLink)]
    [InlineData(ActivationChannel.Sms, null)] // the code has an event of its own
    public void Chosen_credentials_ask_for_a_link_unless_a_code_is_wanted(ActivationChannel by, MessageTemplate? template) =>
        Assert.Equal(template, MessageRule.For(new CredentialsChosen(by)));

    [Theory]
    [InlineData(ActivationChannel.Sms, MessageTemplate.PasswordResetCode)]
    [InlineData(ActivationChannel.Email, MessageTemplate.PasswordResetLetter)]
    public void A_code_for_a_new_password_goes_the_way_that_was_proved(ActivationChannel by, MessageTemplate template) =>
        Assert.Equal(template, MessageRule.For(new PasswordResetRequested(by)));

    [Fact]
    public void Only_what_a_phone_must_prove_or_cannot_wait_goes_to_the_phone() => Assert.Equal(
        [MessageTemplate.ActivationCode, MessageTemplate.PasswordResetCode, MessageTemplate.PlaceOfferedText],
        Enum.GetValues<MessageTemplate>().Where(template => MessageRule.ChannelOf(template) is MessageChannel.Sms));

    [Fact]
    public void An_offer_alone_asks_for_a_text_message_beside_its_mail() => Assert.Equal(
        ["offer-received"],
        EventTypes.All.Values.Where(type => MessageRule.TextFor((DomainEvent)Primitives.Filled.Of(type)) is not null)
            .Select(EventTypes.NameOf));

    [Fact]
    public void No_other_event_does_and_no_mail_asks_for_a_mail()
    {
        var asking = EventTypes.All.Values.Where(type => MessageRule.For((DomainEvent)Primitives.Filled.Of(type)) is not null).Select(
            EventTypes.NameOf);
        Assert.Equal(
            [
                "absence-marked", "account-recovery-approved", "account-recovery-code-issued", "account-recovery-completed",
                "activation-code-issued", "activation-link-issued", "application-returned", "application-submitted",
                "application-withdrawn", "appointment-booked", "credentials-chosen", "document-number-confirmed",
                "document-number-rejected", "documents-failed", "documents-verified", "draw-joined", "draw-missed",
                "line-joined", "offer-lapsed", "offer-received", "other-registration-tried", "password-changed",
                "password-reset-requested", "stage-failed", "stage-passed",
            ],
            asking.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_first_ask_counts()
    {
        var next = Decisions.Accepts(
            MessageRule.Require(new MessageState(), Command, Examples.Now), new MailRequired(MessageTemplate.ActivationLink));
        Assert.Equal((MessageStatus.Pending, Examples.Applicant, "about-1", Examples.Now), (
            next.Status, next.AccountId, next.AboutId, next.NextAttemptAt));
        foreach (var status in new[] { MessageStatus.Pending, MessageStatus.Sent, MessageStatus.Failed })
        {
            var state = next with { Status = status };
            Decisions.Repeats(
                state, MessageRule.Require(state, Command with { Template = MessageTemplate.DocumentsVerified }, Examples.Now.AddDays(1)));
        }
    }

    [Fact]
    public void A_mail_taken_is_sent()
    {
        var next = Decisions.Accepts(Record(Pending(3), MessageAttempt.Accepted), new MailSent(4));
        Assert.Equal((MessageStatus.Sent, 4, null), (next.Status, next.Attempts, next.NextAttemptAt));
    }

    [Fact]
    public void A_mail_refused_for_good_has_failed() =>
        Assert.Equal(MessageStatus.Failed, Decisions.Accepts(Record(Pending(), MessageAttempt.Refused), new MailFailed(1)).Status);

    [Fact]
    public void A_mail_deferred_is_tried_again_until_it_has_been_tried_24_times()
    {
        var (state, now) = (Pending(), Examples.Now);
        for (var attempt = 1; attempt < MessageRule.MaxAttempts; attempt++)
        {
            var decision = MessageRule.Record(state, new RecordMessageAttempt(MessageAttempt.Deferred), now);
            Assert.Empty(decision.Events);
            Assert.Equal((MessageStatus.Pending, attempt, now + MessageRule.WaitAfter(attempt)), (
                decision.State.Status, decision.State.Attempts, decision.State.NextAttemptAt));
            (state, now) = (decision.State, decision.State.NextAttemptAt!.Value);
        }

        Assert.Equal(MessageStatus.Failed, Decisions.Accepts(Record(state, MessageAttempt.Deferred), new MailFailed(24)).Status);
        Assert.InRange(now - Examples.Now, TimeSpan.FromHours(4), TimeSpan.FromHours(4.25)); // "about four hours"
    }

    [Theory]
    [InlineData(MessageStatus.NotStarted)]
    [InlineData(MessageStatus.Sent)]
    [InlineData(MessageStatus.Failed)]
    public void An_attempt_on_a_mail_not_pending_changes_nothing(MessageStatus status)
    {
        var state = Pending() with { Status = status };
        Decisions.Repeats(state, Record(state, MessageAttempt.Accepted));
        Decisions.Repeats(state, Record(state, MessageAttempt.Refused));
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
        Assert.Equal(TimeSpan.FromSeconds(seconds), MessageRule.WaitAfter(attempts));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void No_wait_follows_no_attempt(int attempts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MessageRule.WaitAfter(attempts));

    [Theory]
    [InlineData(MessageAttempt.Unspecified)]
    [InlineData((MessageAttempt)99)]
    public void An_attempt_that_ended_nowhere_is_impossible(MessageAttempt result) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Record(Pending(), result));

    private static Decision<MessageState> Record(MessageState state, MessageAttempt result) =>
        MessageRule.Record(state, new RecordMessageAttempt(result), Examples.Now);
}
