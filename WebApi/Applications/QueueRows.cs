using System.Globalization;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>The queue of an office, with the age of each dossier against the target.</summary>
internal sealed class QueueRows(
    ApplicationQueries applications, IGrainFactory grains, VerificationTerms terms, WorkingDays workingDays, TimeProvider time)
{
    /// <param name="user">The officer who asks.</param>
    /// <param name="status">Status in kebab-case.</param>
    /// <param name="claimed"><c>free</c>, <c>mine</c> or <c>all</c>.</param>
    /// <param name="page">Which slice.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<(IReadOnlyList<QueueRow> Rows, string? Next)> Find(
        CurrentUser user, string status, string claimed, PageRequest page, Reader reader, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await applications.VerificationQueue(
            new QueueFilter
            {
                OfficeId = user.OfficeId,
                Status = status,
                OnlyFree = claimed == "free",
                ClaimsEndedBefore = now - terms.ClaimLasts,
                ClaimedBy = claimed == "mine" ? user.AccountId : null,
            },
            page.After, page.Limit, cancellationToken);
        var notices = await Notices(found.Rows.Select(row => row.VacancyId));
        return ([.. found.Rows.Select(row => RowOf(row, notices.GetValueOrDefault(row.VacancyId)))], found.Next);

        QueueRow RowOf(VerificationRow row, VacancyNotice? notice)
        {
            var submittedAt = Instant(row.SubmittedAt);
            var age = workingDays.Since(IndonesianTime.JakartaDate(submittedAt), IndonesianTime.JakartaDate(now));
            return new QueueRow
            {
                Id = row.ApplicationId,
                Reference = row.Reference,
                VacancyId = row.VacancyId,
                VacancyTitle = notice is null ? null : reader.LabelOf(notice.Title),
                SubmittedAt = submittedAt,
                Round = row.Round,
                AgeInWorkingDays = age,
                TargetInWorkingDays = terms.TargetWorkingDays,
                IsOverdue = status == "submitted" && age > terms.TargetWorkingDays,
                Claim = ClaimOf(row, user.AccountId, now),
            };
        }
    }

    private string ClaimOf(VerificationRow row, string accountId, DateTimeOffset now) =>
        row.ClaimedBy is null ? "free"
        : row.ClaimedBy == accountId ? "mine"
        : row.ClaimedAt is { } at && now >= Instant(at) + terms.ClaimLasts ? "free"
        : "other";

    private async Task<Dictionary<string, VacancyNotice?>> Notices(IEnumerable<string> vacancyIds)
    {
        var notices = await Task.WhenAll(vacancyIds.Distinct(StringComparer.Ordinal).Select(
            async id => (Id: id, Notice: await grains.GetGrain<IVacancyGrain>(id).GetNotice())));
        return notices.ToDictionary(found => found.Id, found => found.Notice, StringComparer.Ordinal);
    }

    private static DateTimeOffset Instant(string stored) => DateTimeOffset.Parse(stored, CultureInfo.InvariantCulture);
}
