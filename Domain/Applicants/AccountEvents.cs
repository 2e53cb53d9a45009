using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

public sealed record RegistrationStarted(string ConsentVersion) : DomainEvent;

public sealed record IdentityConfirmed : DomainEvent;

public sealed record IdentityRefused(RegistryAnswer Answer) : DomainEvent;

/// <summary>By e-mail (<c>Unspecified</c> in events older than the choice), an activation link is due to the address just chosen.</summary>
public sealed record CredentialsChosen(ActivationChannel ActivateBy = ActivationChannel.Unspecified) : DomainEvent;

public sealed record MobileChanged : DomainEvent;

/// <summary>A code is due to the phone. The code itself is in no event.</summary>
public sealed record ActivationCodeIssued : DomainEvent;

/// <summary>The link is due once more.</summary>
public sealed record ActivationLinkIssued : DomainEvent;

public sealed record ActivationCodeRefused(int WrongTries) : DomainEvent;

public sealed record AccountActivated(ActivationChannel By = ActivationChannel.Unspecified) : DomainEvent;

public sealed record RegistrationAbandoned : DomainEvent;

public sealed record LoggedIn : DomainEvent;

public sealed record LogInFailed(int FailedLogIns) : DomainEvent;

/// <summary>Closed for the origin of the attempts, not for everybody.</summary>
public sealed record AccountLocked(DateTimeOffset Until) : DomainEvent;

/// <summary>A code for a new password is due to the owner.</summary>
public sealed record PasswordResetRequested(ActivationChannel By) : DomainEvent;

public sealed record PasswordResetCodeRefused(int WrongTries) : DomainEvent;

/// <summary>All sessions ended with it; the owner is told.</summary>
public sealed record PasswordChanged : DomainEvent;

/// <summary>Somebody proved a phone or mailbox and would open a second account with this one's data; the owner is told.</summary>
public sealed record OtherRegistrationTried : DomainEvent;

/// <summary>A key for an authenticator app was given out.</summary>
public sealed record TotpOffered : DomainEvent;

/// <summary>From now on a log-in takes a code of the app.</summary>
public sealed record TotpEnrolled : DomainEvent;

public sealed record SessionsEnded : DomainEvent;

public sealed record OfficerAppointed(AccountRole Role, string? OfficeId) : DomainEvent;
