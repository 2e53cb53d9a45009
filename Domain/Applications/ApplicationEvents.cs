using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

public sealed record ApplicationStarted(string VacancyId) : DomainEvent;

public sealed record DocumentsPicked(int Count) : DomainEvent;

public sealed record LastStepAnswered(string OfficeId, bool NeedsPassportRecommendation) : DomainEvent;

public sealed record ApplicationSubmitted(string VacancyId, string OfficeId, DateTimeOffset ReceivedAt) : DomainEvent;

public sealed record ApplicationClaimed(string OfficerId) : DomainEvent;

public sealed record ApplicationReleased(string OfficerId) : DomainEvent;

public sealed record DocumentsVerified(string OfficerId) : DomainEvent;
