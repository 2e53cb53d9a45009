using System.Collections.Concurrent;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>
/// The public vacancies as answers, made and packed once for all who ask. Good between two instants at which a vacancy opens or
/// closes. An answer that shows more of a vacancy needs <see cref="PublishedVacancy"/> to carry it and <see cref="VacancyBody"/> to
/// say it; numbers are as of the <c>Date</c> less the <c>Age</c> of the answer.
/// </summary>
internal sealed class VacancyEdition
{
    // Common pages are the first ones at the usual length; of any others only so many are kept, whatever people ask for.
    private const int MostOddPages = 64;

    private readonly Dictionary<string, Entry> byId;
    private readonly List<Entry> all;
    private readonly ConcurrentDictionary<(string? Country, string? After, int Limit), PackedBody> pages = new();

    private VacancyEdition(List<Entry> all, DateTimeOffset from, DateTimeOffset until)
    {
        (this.all, GoodFrom, GoodUntil) = (all, from, until);
        byId = all.ToDictionary(entry => entry.Vacancy.Id, StringComparer.Ordinal);
    }

    public DateTimeOffset GoodFrom { get; }

    /// <summary>The next instant at which a vacancy opens or closes.</summary>
    public DateTimeOffset GoodUntil { get; }

    public static VacancyEdition After(VacancyEdition? before, IReadOnlyList<PublishedVacancy> vacancies, DateTimeOffset now)
    {
        var turns = vacancies.SelectMany(vacancy => new[] { vacancy.Notice.OpensAt, vacancy.Notice.ClosesAt }).ToList();
        return new VacancyEdition(
            [.. vacancies.Select(vacancy => before?.Same(vacancy, now) ?? new Entry(vacancy, now))],
            turns.Where(turn => turn <= now).DefaultIfEmpty(DateTimeOffset.MinValue).Max(),
            turns.Where(turn => turn > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min());
    }

    // A clock that was put back must not leave open what is not yet.
    public bool IsGoodAt(DateTimeOffset now) => now >= GoodFrom && now < GoodUntil;

    /// <summary>One vacancy, or null when there is none of this id.</summary>
    public PackedBody? Find(string id) => byId.GetValueOrDefault(id)?.Body.Value;

    /// <summary>A page by id: of one country or all, after an id, at most so many.</summary>
    public PackedBody Page(string? country, string? after, int limit)
    {
        var key = (country, after, limit);
        if (pages.TryGetValue(key, out var known)) return known;
        var rows = all
            .Where(entry => country is null || entry.Vacancy.Notice.Country == country)
            .SkipWhile(entry => after is not null && string.CompareOrdinal(entry.Vacancy.Id, after) <= 0)
            .Take(limit + 1).ToList();
        var page = Page<Entry>.From(rows, limit, entry => entry.Vacancy.Id);
        var body = PackedBody.Of<IReadOnlyList<VacancyBody>>([.. page.Rows.Select(entry => entry.Shown)], new PageMeta(page.Next));
        var isCommon = after is null && limit == PageRequest.DefaultLimit && page.Rows.Count > 0;
        return isCommon || pages.Count < MostOddPages ? pages.GetOrAdd(key, body) : body;
    }

    private Entry? Same(PublishedVacancy vacancy, DateTimeOffset now) =>
        byId.TryGetValue(vacancy.Id, out var entry) && ReferenceEquals(entry.Vacancy, vacancy)
        && entry.Shown.IsOpen == vacancy.Notice.IsOpenAt(now) ? entry : null;

    private sealed class Entry
    {
        public Entry(PublishedVacancy vacancy, DateTimeOffset now)
        {
            (Vacancy, Shown) = (vacancy, VacancyBody.Of(vacancy.Notice, now, vacancy.PlacesInUse));
            Body = new Lazy<PackedBody>(() => PackedBody.Of(Shown));
        }

        public PublishedVacancy Vacancy { get; }

        public VacancyBody Shown { get; }

        public Lazy<PackedBody> Body { get; }
    }
}
