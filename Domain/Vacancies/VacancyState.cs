using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Vacancies;

/// <summary>A published offer; for a government programme, one position of one batch.</summary>
public sealed record VacancyState : Entity
{
    public VacancyStatus Status { get; init; }

    public VacancyNotice? Notice { get; init; }
}

/// <summary>Where a vacancy stands. Open and closed follow from the window, so they are not stored.</summary>
public enum VacancyStatus
{
    NotStarted = 0,
    Announced = 1,
}

/// <summary>What is announced to everybody.</summary>
public sealed record VacancyNotice
{
    public required string VacancyId { get; init; }

    /// <summary>The intake this position belongs to, such as <c>ijepa-16</c>: one application per person and batch.</summary>
    public required string BatchId { get; init; }

    public required string Programme { get; init; }

    /// <summary>Placement scheme, such as <c>g-to-g</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Name of the position by language (id, en).</summary>
    public required ImmutableSortedDictionary<string, string> Title { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>The first instant at which nobody can apply any more.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    public required ImmutableArray<RequiredDocument> RequiredDocuments { get; init; }

    /// <summary>Whether an application that the server received at an instant is in time.</summary>
    public bool IsOpenAt(DateTimeOffset instant) => instant >= OpensAt && instant < ClosesAt;
}

/// <summary>A document an application needs.</summary>
/// <param name="TypeCode">Code of the document type.</param>
/// <param name="IsOptional">Asked of those who have it; never a reason to refuse.</param>
public sealed record RequiredDocument(string TypeCode, bool IsOptional);

/// <summary>The notice is put up, or corrected.</summary>
public sealed record AnnounceVacancy(VacancyNotice Notice);

public sealed record VacancyAnnounced(string BatchId, DateTimeOffset OpensAt, DateTimeOffset ClosesAt) : DomainEvent;
