using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>Somebody says that the phone or mailbox of their account is lost.</summary>
public sealed record OpenAccountRecovery
{
    public required NationalId NationalId { get; init; }

    public required string FullName { get; init; }

    public required MotherName MotherName { get; init; }

    public required EmailAddress Email { get; init; }

    public required MobileNumber Mobile { get; init; }

    /// <summary>The active account with this NIK, or null.</summary>
    public string? AccountId { get; init; }
}

/// <summary>An officer is convinced of who asks.</summary>
/// <param name="OfficerId">Who decides.</param>
/// <param name="Note">What convinced them, for other officers.</param>
/// <param name="Code">A fresh code.</param>
public sealed record ApproveAccountRecovery(string OfficerId, string Note, AccountSecret Code);

/// <summary>An officer is not, or the owner objected.</summary>
/// <param name="OfficerId">Who decides.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">More about it, for other officers.</param>
public sealed record RejectAccountRecovery(string OfficerId, RecoveryRejection Reason, string Note);

/// <summary>The person waits for the code in vain, or it is too old.</summary>
/// <param name="Code">A fresh code.</param>
public sealed record SendRecoveryCodeAgain(AccountSecret Code);

/// <summary>The person types the code and chooses a password.</summary>
public sealed record CompleteAccountRecovery(AccountSecret Code, AccountSecret PasswordHash, AccountSecret NextSecurityStamp);

/// <summary>The account of an approved case gets what its owner uses now.</summary>
public sealed record RecoverContacts
{
    /// <summary>The case; each changes the account once.</summary>
    public required string CaseId { get; init; }

    public required EmailAddress Email { get; init; }

    public required MobileNumber Mobile { get; init; }

    public required AccountSecret PasswordHash { get; init; }

    public required AccountSecret NextSecurityStamp { get; init; }
}

/// <summary>An officer lost the authenticator app.</summary>
/// <param name="By">Account id of who resets it.</param>
/// <param name="NextSecurityStamp">The stamp from now on.</param>
public sealed record ResetTotp(string By, AccountSecret NextSecurityStamp);

/// <summary>A case as officers see it.</summary>
public sealed record AccountRecoveryView
{
    public required string CaseId { get; init; }

    public required AccountRecoveryStatus Status { get; init; }

    public required string AccountId { get; init; }

    public required NationalId NationalId { get; init; }

    public required string FullName { get; init; }

    public required EmailAddress Email { get; init; }

    public required MobileNumber Mobile { get; init; }

    /// <summary>The account's address at the approval, or null before it.</summary>
    public EmailAddress? FormerEmail { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? CodeFrom { get; init; }

    public RecoveryRejection Rejection { get; init; }

    public string? Note { get; init; }
}

/// <summary>The code of a case that is out. Never leaves the front door.</summary>
public sealed record RecoveryProof(OneTimeCode? Code);

/// <summary>How long an approved case waits for an objection of the owner.</summary>
/// <param name="Wait">From the approval to the first code.</param>
public sealed record RecoveryTerms(TimeSpan Wait);
