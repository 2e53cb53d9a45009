using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Notifications;

/// <summary>
/// One e-mail or text message that one event asks for. The key of the grain is the event, so an event read twice asks once.
/// Holds no address: the address is read from the account when the message leaves.
/// </summary>
public sealed record MessageState : Entity
{
    public MessageStatus Status { get; init; }

    public MessageTemplate Template { get; init; }

    public string? AccountId { get; init; }

    /// <summary>Id of what the message is about: the grain the event happened to.</summary>
    public string? AboutId { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }
}

/// <summary>Where a message stands.</summary>
public enum MessageStatus
{
    NotStarted = 0,
    Pending = 1,

    /// <summary>The mail server took it. Handed over at least once; the Message-ID lets the receiver drop a double.</summary>
    Sent = 2,

    /// <summary>Given up: refused for good, or refused for too long.</summary>
    Failed = 3,
}

/// <summary>What carries a message.</summary>
public enum MessageChannel
{
    Unspecified = 0,
    Email = 1,
    Sms = 2,
}

/// <summary>
/// What a message says; its words are in the text catalogue under <c>mail.TEMPLATE.subject</c> and <c>.body</c>, or under
/// <c>sms.TEMPLATE</c>.
/// </summary>
public enum MessageTemplate
{
    Unspecified = 0,
    ActivationLink = 1,
    ApplicationSubmitted = 2,
    DocumentsVerified = 3,

    ApplicationReturned = 10,
    DocumentsFailed = 11,
    AbsenceMarked = 12,
    StagePassed = 13,
    StageFailed = 14,
    ApplicationWithdrawn = 15,
    ActivationCode = 20,
    PasswordResetCode = 21,
    PasswordResetLetter = 22,
    PasswordChanged = 23,
    OtherRegistrationTried = 24,
    AccountRecoveryApproved = 25,
    AccountRecoveryCode = 26,
    AccountRecoveryCompleted = 27,
    AppointmentBooked = 30,
    DocumentNumberConfirmed = 40,
    DocumentNumberRejected = 41,

    LineJoined = 50,
    PlaceOffered = 51,

    /// <summary>The same to the phone: an offer lapses, and mails are read late.</summary>
    PlaceOfferedText = 52,
    OfferLapsed = 53,
    DrawJoined = 54,
    DrawMissed = 55,
}

/// <summary>An event asks for a message.</summary>
public sealed record RequireMessage(MessageTemplate Template, string AccountId, string AboutId);

/// <summary>A mail server was tried.</summary>
public sealed record RecordMessageAttempt(MessageAttempt Result);

/// <summary>How an attempt ended.</summary>
public enum MessageAttempt
{
    Unspecified = 0,
    Accepted = 1,

    /// <summary>Try again later (4xx, no connection).</summary>
    Deferred = 2,

    /// <summary>Never again (5xx, no such account).</summary>
    Refused = 3,
}

// These three are older than text messages; a stored name stays.
public sealed record MailRequired(MessageTemplate Template) : DomainEvent;

public sealed record MailSent(int Attempts) : DomainEvent;

public sealed record MailFailed(int Attempts) : DomainEvent;
