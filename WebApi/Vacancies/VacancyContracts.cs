using System.Collections.Immutable;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>A published offer.</summary>
public sealed record VacancyBody
{
    public required string Id { get; init; }

    /// <summary>One application per person and batch.</summary>
    public required string BatchId { get; init; }

    public required string Programme { get; init; }

    /// <summary>Placement scheme, such as <c>g-to-g</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Name of the position by language.</summary>
    public required ImmutableSortedDictionary<string, string> Title { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>The first instant at which nobody can apply any more.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>Whether an application sent now would be in time.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>In the order in which they are asked for.</summary>
    public required ImmutableArray<RequiredDocumentBody> RequiredDocuments { get; init; }

    internal static VacancyBody Of(VacancyNotice notice, DateTimeOffset now) => new()
    {
        Id = notice.VacancyId,
        BatchId = notice.BatchId,
        Programme = notice.Programme,
        Scheme = notice.Scheme,
        Country = notice.Country,
        Title = notice.Title,
        OpensAt = notice.OpensAt,
        ClosesAt = notice.ClosesAt,
        IsOpen = notice.IsOpenAt(now),
        RequiredDocuments =
            [.. notice.RequiredDocuments.Select(required => new RequiredDocumentBody(required.TypeCode, required.IsOptional))],
    };
}

/// <summary>A document an application needs.</summary>
/// <param name="Type">Code of the document type.</param>
/// <param name="Optional">Asked only of those who have it.</param>
public sealed record RequiredDocumentBody(string Type, bool Optional);
