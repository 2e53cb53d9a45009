using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

public sealed record ApplicationStarted(string VacancyId) : DomainEvent;

public sealed record DocumentsPicked(int Count) : DomainEvent;

public sealed record LastStepAnswered(string OfficeId, bool NeedsPassportRecommendation) : DomainEvent;

public sealed record ApplicationSubmitted(string VacancyId, string OfficeId, DateTimeOffset ReceivedAt) : DomainEvent;

public sealed record ApplicationResubmitted(string OfficeId, int Round, DateTimeOffset ReceivedAt) : DomainEvent;

public sealed record ApplicationClaimed(string OfficerId) : DomainEvent;

public sealed record ApplicationReleased(string OfficerId) : DomainEvent;

public sealed record VerdictRecorded(string OfficerId, string TypeCode, string DocumentId, VerdictKind Kind, string? Reason) : DomainEvent;

public sealed record DocumentsVerified(string OfficerId) : DomainEvent;

public sealed record ApplicationReturned(string OfficerId, int ItemsToFix, DateTimeOffset DueAt) : DomainEvent;

public sealed record DocumentsFailed(string OfficerId, string Reason) : DomainEvent;

public sealed record AbsenceMarked(string OfficerId) : DomainEvent;

public sealed record ApplicationMoved(string FromOfficeId, string OfficeId) : DomainEvent;

public sealed record ApplicationWithdrawn(string Reason, DateOnly? BarredUntil) : DomainEvent;

public sealed record StagePassed(string Stage, string PublicationId) : DomainEvent;

/// <summary>Sent while every place was taken, or not drawn: it waits.</summary>
public sealed record LineJoined(string VacancyId, long Number) : DomainEvent;

public sealed record DrawJoined(string VacancyId, DateTimeOffset ReceivedAt) : DomainEvent;

public sealed record OfferReceived(string VacancyId, DateTimeOffset Until) : DomainEvent;

public sealed record OfferLapsed(string VacancyId) : DomainEvent;

public sealed record DrawMissed(string VacancyId) : DomainEvent;

public sealed record StageFailed(string Stage, string PublicationId) : DomainEvent;
