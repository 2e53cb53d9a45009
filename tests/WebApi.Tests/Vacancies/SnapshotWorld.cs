using Microsoft.Extensions.Logging.Abstractions;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Vacancies;

namespace Siskop2mi.WebApi.Tests.Vacancies;

/// <summary>Vacancies somewhere that counts how often it is asked, can be held up and can be away; and a clock that stands still.</summary>
internal sealed class SnapshotWorld
{
    private int readings;
    private int atOnce;
    private int mostAtOnce;

    public SnapshotWorld(VacancySnapshotOptions? options = null) => Snapshots = new VacancySnapshots(
        Read, options ?? new VacancySnapshotOptions(), Clock, NullLogger<VacancySnapshots>.Instance);

    public ManualTimeProvider Clock { get; } = new();

    public VacancySnapshots Snapshots { get; }

    public IReadOnlyList<PublishedVacancy> Published { get; set; } = [];

    public bool IsAway { get; set; }

    /// <summary>A reading waits for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Released once for every reading that has begun.</summary>
    public SemaphoreSlim Begun { get; } = new(0);

    public int Readings => readings;

    public int MostAtOnce => mostAtOnce;

    public Task<ShownVacancies> Ask() => Snapshots.Get(CancellationToken.None).AsTask();

    public static PublishedVacancy Vacancy(
        string id, DateTimeOffset opensAt, DateTimeOffset? closesAt = null, string country = "JP", long version = 1) =>
        new(id, version, new VacancyNotice
        {
            VacancyId = id,
            BatchId = "batch-1",
            Programme = "Ijepa",
            Scheme = "g-to-g",
            Country = country,
            Title = OrdinalMap.Empty<string>().Add("id", "Perawat"),
            OpensAt = opensAt,
            ClosesAt = closesAt ?? opensAt.AddDays(1),
            RequiredDocuments = [],
        });

    private async Task<IReadOnlyList<PublishedVacancy>> Read(IReadOnlyList<PublishedVacancy> known, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref readings);
        mostAtOnce = Math.Max(mostAtOnce, Interlocked.Increment(ref atOnce));
        Begun.Release();
        try
        {
            var found = IsAway ? throw new Npgsql.NpgsqlException("away") : Published;
            await Gate.WaitAsync(cancellationToken);
            return found;
        }
        finally
        {
            Interlocked.Decrement(ref atOnce);
        }
    }
}
