using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>The register knew the number at once.</summary>
public sealed record DocumentNumberAccepted(string OwnerId, string TypeCode) : DomainEvent;

/// <summary>The register gave no answer; it is asked again.</summary>
public sealed record DocumentNumberDeferred(string OwnerId, string TypeCode) : DomainEvent;

/// <summary>The register knew the number when it was asked again.</summary>
public sealed record DocumentNumberConfirmed(string OwnerId, string TypeCode) : DomainEvent;

/// <summary>The register did not accept the number when it was asked again.</summary>
public sealed record DocumentNumberRejected(string OwnerId, string TypeCode, StrAnswer Answer) : DomainEvent;

public sealed record DocumentAdded(string OwnerId, string TypeCode, DateOnly? ExpiresOn, string Sha256) : DomainEvent;

public sealed record DocumentReplaced(string DocumentId) : DomainEvent;

public sealed record DocumentSuperseded(string ByDocumentId) : DomainEvent;

public sealed record DocumentPinned(string ApplicationId) : DomainEvent;

/// <summary>What was in it is gone.</summary>
public sealed record DocumentRemoved(string OwnerId) : DomainEvent;

/// <summary>A person had a register asked.</summary>
/// <param name="Day">The day in Jakarta.</param>
/// <param name="Count">How often on this day.</param>
public sealed record RegisterTried(DateOnly Day, int Count) : DomainEvent;
