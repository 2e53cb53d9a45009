using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applications;

/// <summary>
/// Checks tables of results and publishes them row by row. Each row is a commit of its own application, in which a repeat changes
/// nothing: what a crash left over is published by sending the same table again.
/// </summary>
internal sealed class ResultPublisher(ApplicationQueries applications, VacancyQueries vacancies, IGrainFactory grains)
{
    // Commits of different applications share a transaction log: more at once would only keep others waiting.
    private const int AtOnce = 8;

    private static readonly FrozenDictionary<string, ApplicationStatus> Statuses =
        Enum.GetValues<ApplicationStatus>().ToFrozenDictionary(KebabOf);

    /// <summary>The table and what is to be said about it, or null when there is no such batch.</summary>
    public async Task<(ResultSheet Sheet, ResultCheck Check)?> Check(string batchId, CsvBody body, CancellationToken cancellationToken)
    {
        if (!Ids.IsName(batchId)) return null;
        var notices = await vacancies.ListOfBatch(batchId, cancellationToken);
        if (notices.Count == 0) return null;
        var stages = notices.ToDictionary(notice => notice.VacancyId, StepsOf);
        var sheet = ResultSheet.Read(CsvReader.Read(body.Text));
        var found = await applications.FindByReference(sheet.References, cancellationToken);
        var facts = found.ToDictionary(
            row => row.Reference,
            row => new ResultFacts(row.ApplicationId, StateOf(row), stages.GetValueOrDefault(row.VacancyId, [])));
        return (sheet, ResultRowsRule.Check(sheet, batchId, facts));
    }

    /// <summary>Publishes checked rows.</summary>
    public async Task<ResultsPublished> Publish(
        IReadOnlyCollection<CheckedResult> rows, string publicationId, CancellationToken cancellationToken)
    {
        var published = 0;
        ConcurrentBag<RefusedRow> refused = [];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(rows.Where(row => !row.IsPublished), options, async (row, _) =>
        {
            var outcome = await grains.GetGrain<IApplicationGrain>(row.ApplicationId).PublishResult(row.ToCommand(publicationId));
            if (outcome.Refusal is { } refusal) refused.Add(new RefusedRow(row.Line, refusal.Code));
            else if (outcome.Value!.Results.Any(result => result.Stage == row.Stage && result.PublicationId == publicationId))
                Interlocked.Increment(ref published);
        });
        return new ResultsPublished(published, rows.Count - published - refused.Count, [.. refused.OrderBy(row => row.Line)]);
    }

    private static ApplicationState StateOf(ReferencedRow row) => new()
    {
        BatchId = row.BatchId,
        VacancyId = row.VacancyId,
        Status = Statuses[row.Status],
        Stage = row.Stage,
        Results = row.Results,
    };

    private static ImmutableArray<StageStep> StepsOf(VacancyNotice notice) =>
        [.. notice.Stages.Select(stage => new StageStep(stage.Code, stage.IsBinding))];

    private static string KebabOf(ApplicationStatus status) => KebabCase.From(status.ToString());
}
