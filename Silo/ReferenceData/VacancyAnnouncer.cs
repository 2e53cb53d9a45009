using Microsoft.Extensions.Logging;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;

namespace Siskop2mi.Silo.ReferenceData;

/// <summary>Announces the batches of reference data when a node becomes active. Announcing the same again changes nothing.</summary>
public sealed partial class VacancyAnnouncer(
    IGrainFactory grains, ProgrammeNotices notices, VacancyWindowOptions window, TimeProvider time,
        ILogger<VacancyAnnouncer> log) : INodeDuty
{
    public async Task Run(CancellationToken cancellationToken)
    {
        foreach (var notice in notices.All)
        {
            var vacancy = grains.GetGrain<IVacancyGrain>(notice.VacancyId);
            var announced = window.ReopenFor is { } span ? await Reopened(vacancy, notice, span) : notice;
            var outcome = await vacancy.Announce(new AnnounceVacancy(announced));
            if (outcome.Refusal is { } refusal) LogRefused(notice.VacancyId, refusal.Code);
        }
    }

    // A demo wants the batch open today; once it is, a restart must not move the window.
    private async Task<VacancyNotice> Reopened(IVacancyGrain vacancy, VacancyNotice notice, TimeSpan span)
    {
        var now = time.GetUtcNow();
        if (notice.IsOpenAt(now)) return notice;
        return await vacancy.GetNotice() is { } known && known.IsOpenAt(now)
            ? notice.MovedTo(known.OpensAt, known.ClosesAt)
            : notice.MovedTo(now, now + span);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Vacancy {Vacancy} of reference data is not announced: {Refusal}.")]
    private partial void LogRefused(string vacancy, string refusal);
}

/// <summary>Whether batches that are over are opened again. Configuration section <c>Vacancies</c>.</summary>
public sealed record VacancyWindowOptions
{
    /// <summary>For how long a closed batch is opened at start; null, outside a demo, leaves the announced window alone.</summary>
    public TimeSpan? ReopenFor { get; init; }
}
