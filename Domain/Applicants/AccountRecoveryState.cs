using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// A case of somebody who says that the phone or mailbox of their account is lost. Whether it is ever shown to an officer is
/// decided in silence.
/// </summary>
public sealed record AccountRecoveryState : Entity
{
    public AccountRecoveryStatus Status { get; init; }

    /// <summary>The active account with this NIK when the case was opened; null when there was none.</summary>
    public string? AccountId { get; init; }

    /// <summary>Null once the case is set aside: nothing is kept of who asked in vain.</summary>
    public NationalId? NationalId { get; init; }

    public string? FullName { get; init; }

    /// <summary>Kept only until the civil registry has answered.</summary>
    public MotherName? MotherName { get; init; }

    /// <summary>The address to use from now on; the code goes there.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>The number to use from now on.</summary>
    public MobileNumber? Mobile { get; init; }

    /// <summary>The address the account had when the case was approved: who owns that hears of it.</summary>
    public EmailAddress? FormerEmail { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Account id of the officer who approved or rejected it.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What the officer wrote for other officers.</summary>
    public string? Note { get; init; }

    public RecoveryRejection Rejection { get; init; }

    /// <summary>No code is sent before.</summary>
    public DateTimeOffset? CodeFrom { get; init; }

    /// <summary>The first code, made at the approval, until it is sent.</summary>
    public AccountSecret? FirstCode { get; init; }

    public OneTimeCode? Code { get; init; }

    /// <summary>What the person chose, until the account has it.</summary>
    public AccountSecret? PasswordHash { get; init; }

    /// <summary>The account's stamp from then on.</summary>
    public AccountSecret? SecurityStamp { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>Where a case stands.</summary>
public enum AccountRecoveryStatus
{
    NotStarted = 0,

    /// <summary>The civil registry has not answered yet; no officer sees it.</summary>
    IdentityChecking = 1,

    /// <summary>In the officers' queue.</summary>
    Open = 2,

    /// <summary>No such account, or the identity does not hold, or nobody answered in time. No officer sees it.</summary>
    SetAside = 3,

    /// <summary>The owner may choose a new password with the code, once it is sent.</summary>
    Approved = 4,
    Rejected = 5,

    /// <summary>The code held; the account is being changed.</summary>
    Completing = 6,

    /// <summary>The account has the new contacts.</summary>
    Completed = 7,
}

/// <summary>Why a case was rejected.</summary>
public enum RecoveryRejection
{
    Unspecified = 0,

    /// <summary>The officer could not convince themselves who asks.</summary>
    IdentityNotProved = 1,

    /// <summary>The owner of the account said that it was somebody else; also after the approval.</summary>
    OwnerObjected = 2,

    /// <summary>The new contacts cannot be used.</summary>
    ContactsUnusable = 3,
}
