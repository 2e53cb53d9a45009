using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Notifications;

/// <summary>Which events ask for a mail, and how long a mail is tried: about four hours, then a person must look.</summary>
public static class MessageRule
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public const int MaxAttempts = 24;

    /// <summary>The mail an event asks for, or null.</summary>
    public static MessageTemplate? For(DomainEvent happened) => happened switch
    {
        CredentialsChosen { ActivateBy: not ActivationChannel.Sms } or ActivationLinkIssued => MessageTemplate.ActivationLink,
        ActivationCodeIssued => MessageTemplate.ActivationCode,
        PasswordResetRequested { By: ActivationChannel.Sms } => MessageTemplate.PasswordResetCode,
        PasswordResetRequested => MessageTemplate.PasswordResetLetter,
        PasswordChanged => MessageTemplate.PasswordChanged,
        OtherRegistrationTried => MessageTemplate.OtherRegistrationTried,
        AccountRecoveryApproved => MessageTemplate.AccountRecoveryApproved,
        AccountRecoveryCodeIssued => MessageTemplate.AccountRecoveryCode,
        AccountRecoveryCompleted => MessageTemplate.AccountRecoveryCompleted,
        ApplicationSubmitted => MessageTemplate.ApplicationSubmitted,
        DocumentsVerified => MessageTemplate.DocumentsVerified,
        AppointmentBooked => MessageTemplate.AppointmentBooked,
        ApplicationReturned => MessageTemplate.ApplicationReturned,
        DocumentsFailed => MessageTemplate.DocumentsFailed,
        AbsenceMarked => MessageTemplate.AbsenceMarked,
        StagePassed => MessageTemplate.StagePassed,
        StageFailed => MessageTemplate.StageFailed,
        ApplicationWithdrawn => MessageTemplate.ApplicationWithdrawn,
        LineJoined => MessageTemplate.LineJoined,
        OfferReceived => MessageTemplate.PlaceOffered,
        OfferLapsed => MessageTemplate.OfferLapsed,
        DrawJoined => MessageTemplate.DrawJoined,
        DrawMissed => MessageTemplate.DrawMissed,
        DocumentNumberConfirmed => MessageTemplate.DocumentNumberConfirmed,
        DocumentNumberRejected => MessageTemplate.DocumentNumberRejected,
        _ => null,
    };

    /// <summary>The text message an event asks for beside its mail, or null: only what ends within days.</summary>
    public static MessageTemplate? TextFor(DomainEvent happened) =>
        happened is OfferReceived ? MessageTemplate.PlaceOfferedText : null;

    /// <summary>
    /// What carries a message: texts are for what a phone must prove and for what cannot wait, e-mails for everything else.
    /// </summary>
    public static MessageChannel ChannelOf(MessageTemplate template) => template switch
    {
        MessageTemplate.ActivationCode or MessageTemplate.PasswordResetCode or MessageTemplate.PlaceOfferedText => MessageChannel.Sms,
        _ => MessageChannel.Email,
    };

    /// <summary>
    /// Whether somebody sits before the screen until it comes, or it ends within days. Everything else may wait for an hour in which
    /// thousands apply.
    /// </summary>
    public static bool IsAwaited(MessageTemplate template) => template is
        MessageTemplate.ActivationLink or MessageTemplate.ActivationCode
        or MessageTemplate.PasswordResetLetter or MessageTemplate.PasswordResetCode
        or MessageTemplate.AccountRecoveryApproved or MessageTemplate.AccountRecoveryCode
        or MessageTemplate.PlaceOfferedText;

    public static Decision<MessageState> Require(MessageState state, RequireMessage command, DateTimeOffset now)
    {
        if (state.Status is not MessageStatus.NotStarted) return Decision.Repeat(state);
        var next = state with
        {
            Status = MessageStatus.Pending,
            Template = command.Template,
            AccountId = command.AccountId,
            AboutId = command.AboutId,
            NextAttemptAt = now,
        };
        return Decision.Accept(next, new MailRequired(command.Template));
    }

    public static Decision<MessageState> Record(MessageState state, RecordMessageAttempt command, DateTimeOffset now)
    {
        if (state.Status is not MessageStatus.Pending) return Decision.Repeat(state);
        var attempts = state.Attempts + 1;
        var tried = state with { Attempts = attempts, NextAttemptAt = null };
        return command.Result switch
        {
            MessageAttempt.Accepted => Decision.Accept(tried with { Status = MessageStatus.Sent }, new MailSent(attempts)),
            MessageAttempt.Deferred when attempts < MaxAttempts =>
                Decision.Accept(tried with { NextAttemptAt = now + WaitAfter(attempts) }),
            MessageAttempt.Deferred or MessageAttempt.Refused =>
                Decision.Accept(tried with { Status = MessageStatus.Failed }, new MailFailed(attempts)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Result, "Unknown end of an attempt."),
        };
    }

    /// <summary>5 s, doubled each time, at most 15 minutes.</summary>
    public static TimeSpan WaitAfter(int attempts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        return attempts > 8 ? LongestWait : FirstWait * (1 << (attempts - 1));
    }
}
