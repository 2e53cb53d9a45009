using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>Somebody asked; whether it is shown to officers is not decided yet.</summary>
public sealed record AccountRecoveryOpened : DomainEvent;

/// <summary>The identity holds and there is an account: officers see the case.</summary>
public sealed record AccountRecoveryQueued : DomainEvent;

/// <summary>No officer sees the case, and nothing is kept of who asked.</summary>
public sealed record AccountRecoverySetAside : DomainEvent;

/// <summary>The former address is told, so that its owner can object.</summary>
public sealed record AccountRecoveryApproved(DateTimeOffset CodeFrom) : DomainEvent;

public sealed record AccountRecoveryRejected(RecoveryRejection Reason) : DomainEvent;

/// <summary>A code is due to the new address. The code itself is in no event.</summary>
public sealed record AccountRecoveryCodeIssued : DomainEvent;

public sealed record AccountRecoveryCodeRefused(int WrongTries) : DomainEvent;

/// <summary>The code held; the account is next.</summary>
public sealed record AccountRecoveryProved : DomainEvent;

/// <summary>The account has the new contacts; the former address is told.</summary>
public sealed record AccountRecoveryCompleted : DomainEvent;

/// <summary>New address, number and password on the account, by an approved case; every session ended with it.</summary>
public sealed record ContactsRecovered(string CaseId) : DomainEvent;

/// <summary>The authenticator app of an officer counts no more; every session ended with it.</summary>
public sealed record TotpReset : DomainEvent;
