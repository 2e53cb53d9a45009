using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

public sealed record RegistrationStarted(string ConsentVersion) : DomainEvent;

public sealed record IdentityConfirmed : DomainEvent;

public sealed record IdentityRefused(RegistryAnswer Answer) : DomainEvent;

/// <summary>An activation link is due to the address just chosen.</summary>
public sealed record CredentialsChosen : DomainEvent;

public sealed record AccountActivated : DomainEvent;

public sealed record RegistrationAbandoned : DomainEvent;

public sealed record LoggedIn : DomainEvent;

public sealed record LogInFailed(int FailedLogIns) : DomainEvent;

public sealed record AccountLocked(DateTimeOffset Until) : DomainEvent;

public sealed record SessionsEnded : DomainEvent;

public sealed record OfficerAppointed(AccountRole Role, string? OfficeId) : DomainEvent;
