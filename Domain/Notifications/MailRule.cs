using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Notifications;

/// <summary>Which events ask for a mail, and how long a mail is tried: about four hours, then a person must look.</summary>
public static class MailRule
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public const int MaxAttempts = 24;

    /// <summary>The mail an event asks for, or null.</summary>
    public static MailTemplate? For(DomainEvent happened) => happened switch
    {
        CredentialsChosen => MailTemplate.ActivationLink,
        ApplicationSubmitted => MailTemplate.ApplicationSubmitted,
        DocumentsVerified => MailTemplate.DocumentsVerified,
        _ => null,
    };

    public static Decision<MailState> Require(MailState state, RequireMail command, DateTimeOffset now)
    {
        if (state.Status is not MailStatus.NotStarted) return Decision.Repeat(state);
        var next = state with
        {
            Status = MailStatus.Pending,
            Template = command.Template,
            AccountId = command.AccountId,
            AboutId = command.AboutId,
            NextAttemptAt = now,
        };
        return Decision.Accept(next, new MailRequired(command.Template));
    }

    public static Decision<MailState> Record(MailState state, RecordMailAttempt command, DateTimeOffset now)
    {
        if (state.Status is not MailStatus.Pending) return Decision.Repeat(state);
        var attempts = state.Attempts + 1;
        var tried = state with { Attempts = attempts, NextAttemptAt = null };
        return command.Result switch
        {
            MailAttempt.Accepted => Decision.Accept(tried with { Status = MailStatus.Sent }, new MailSent(attempts)),
            MailAttempt.Deferred when attempts < MaxAttempts => Decision.Accept(tried with { NextAttemptAt = now + WaitAfter(attempts) }),
            MailAttempt.Deferred or MailAttempt.Refused =>
                Decision.Accept(tried with { Status = MailStatus.Failed }, new MailFailed(attempts)),
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
