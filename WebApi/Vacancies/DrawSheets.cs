using System.Collections.Concurrent;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.Storage.Queries;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>
/// Draws as they are published, kept for a while: a list may have 60,000 tickets, and on the day of the draw everybody reads it.
/// </summary>
internal sealed class DrawSheets(DrawQueries draws, TimeProvider time)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private const int MostKept = 16;

    private readonly ConcurrentDictionary<string, (Task<DrawSheet> Sheet, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);

    /// <summary>The draw of a vacancy as it stands, at most ten seconds old.</summary>
    public Task<DrawSheet> Get(VacancyNotice notice, Intake intake)
    {
        var now = time.GetUtcNow();
        // Nothing is read while it is open, so there is nothing to keep; the end of the window shows to the second.
        if (now < notice.ClosesAt) return Task.FromResult(new DrawSheet(DrawBody.Open(notice, intake)));
        if (kept.TryGetValue(notice.VacancyId, out var known) && now < known.Until && !known.Sheet.IsFaulted) return known.Sheet;
        foreach (var (id, _) in kept.Where(one => one.Value.Until <= now || kept.Count >= MostKept)) kept.TryRemove(id, out _);
        var sheet = Read(notice, intake);
        kept[notice.VacancyId] = (sheet, now + Fresh);
        return sheet;
    }

    /// <summary>The next reader reads anew: the draw was held.</summary>
    public void Forget(string vacancyId) => kept.TryRemove(vacancyId, out _);

    // Nobody's own request ends what others wait for.
    private async Task<DrawSheet> Read(VacancyNotice notice, Intake intake) => new(
        await draws.FindHeld(notice.VacancyId, CancellationToken.None) is { } held
            ? DrawBody.Held(notice, intake, held)
            : DrawBody.Closed(notice, intake, await draws.Entries(notice.VacancyId, CancellationToken.None)));
}
