using Siskop2mi.Storage.Queries;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>
/// The published vacancies as one reading found them. Their answers change by the clock, too: <c>isOpen</c> turns at an opening or
/// closing instant, to the second and without the database. So the answers are an edition that is good until the next of these
/// instants; then the next edition is made from the same vacancies.
/// </summary>
internal sealed class VacancySnapshot
{
    private readonly Lock gate = new();
    private volatile VacancyEdition edition;

    private VacancySnapshot(IReadOnlyList<PublishedVacancy> vacancies, long readAt, VacancyEdition edition) =>
        (Vacancies, ReadAt, this.edition) = (vacancies, readAt, edition);

    /// <summary>By id.</summary>
    public IReadOnlyList<PublishedVacancy> Vacancies { get; }

    /// <summary>Timestamp before the reading began.</summary>
    public long ReadAt { get; }

    /// <summary>The snapshot after another one: where nothing has changed the answers stay, with their bytes and tags.</summary>
    public static VacancySnapshot After(VacancySnapshot? before, IReadOnlyList<PublishedVacancy> found, long readAt, DateTimeOffset now)
    {
        var last = before?.EditionAt(now);
        return last is not null && before!.Vacancies.SequenceEqual(found, ReferenceEqualityComparer.Instance)
            ? new VacancySnapshot(before.Vacancies, readAt, last)
            : new VacancySnapshot(found, readAt, VacancyEdition.After(last, found, now));
    }

    public VacancyEdition EditionAt(DateTimeOffset now)
    {
        if (edition.IsGoodAt(now)) return edition;
        lock (gate)
        {
            if (!edition.IsGoodAt(now)) edition = VacancyEdition.After(edition, Vacancies, now);
            return edition;
        }
    }
}
