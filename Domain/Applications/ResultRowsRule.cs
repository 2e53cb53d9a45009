using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// Which rows of a table of results can be published. Whether the result itself is possible is asked of <see cref="StageRule"/>,
/// so that what is said before publishing is what happens then. A row that is public already, word for word, is right: it is
/// left over from a publication that stopped half way.
/// </summary>
public static class ResultRowsRule
{
    private const int MaxReference = 40;
    private const int MaxCode = 64;
    private const int MaxScore = 32;
    private const int MaxReason = 500;

    /// <param name="sheet">The table.</param>
    /// <param name="batchId">The batch whose results they are.</param>
    /// <param name="applications">The applications of the references, by reference: those there are.</param>
    public static ResultCheck Check(ResultSheet sheet, string batchId, IReadOnlyDictionary<string, ResultFacts> applications)
    {
        HashSet<string> seen = [];
        var valid = ImmutableArray.CreateBuilder<CheckedResult>();
        var errors = sheet.Errors.ToBuilder();
        foreach (var row in sheet.Rows)
        {
            var reasons = CellErrors(row).ToList();
            var facts = ApplicationReference.TryParse(row.Reference, out var reference) ? applications.GetValueOrDefault(reference) : null;
            if (row.Reference.Length is > 0 and <= MaxReference)
                reasons.AddRange(ReferenceErrors(facts, batchId, isFirst: reference is null || seen.Add(reference)));
            var wrong = reasons.Select(reason => new RowError(row.Line, reason)).ToList();
            if (wrong.Count == 0) Decide(row, reference!, facts!, valid, wrong);
            errors.AddRange(wrong);
        }

        return new ResultCheck(valid.ToImmutable(), [.. errors.OrderBy(error => error.Line)]);
    }

    private static IEnumerable<RefusalReason> CellErrors(ResultRow row)
    {
        var cells = new[]
        {
            (ResultSheet.Reference, row.Reference, MaxReference, true), (ResultSheet.Stage, row.Stage, MaxCode, true),
            (ResultSheet.Result, row.Result, MaxCode, true), (ResultSheet.Score, row.Score, MaxScore, false),
            (ResultSheet.Reason, row.Reason, MaxReason, false),
        };
        foreach (var (column, text, max, isNeeded) in cells)
        {
            if (isNeeded && text.Length == 0) yield return new RefusalReason("cell-empty", column);
            if (text.Length > max) yield return new RefusalReason("cell-too-long", column);
            else if (text.Any(char.IsControl)) yield return new RefusalReason("text-characters", column);
            // Spreadsheets that open a later export would calculate it.
            else if (!isNeeded && text is ['=' or '+' or '-' or '@', ..]) yield return new RefusalReason("cell-formula", column);
        }

        if (row.Result.Length is > 0 and <= MaxCode && row.Result is not ("passed" or "failed"))
            yield return new RefusalReason("result-unknown", ResultSheet.Result);
    }

    private static IEnumerable<RefusalReason> ReferenceErrors(ResultFacts? facts, string batchId, bool isFirst)
    {
        if (facts is null) yield return new RefusalReason("reference-unknown", ResultSheet.Reference);
        else if (facts.State.BatchId != batchId) yield return new RefusalReason("reference-of-other-batch", ResultSheet.Reference);
        if (!isFirst) yield return new RefusalReason("reference-repeated", ResultSheet.Reference);
    }

    private static void Decide(
        ResultRow row, string reference, ResultFacts facts, ImmutableArray<CheckedResult>.Builder valid, List<RowError> wrong)
    {
        var result = new CheckedResult
        {
            Line = row.Line,
            Reference = reference,
            ApplicationId = facts.ApplicationId,
            Stage = row.Stage,
            Passed = row.Result == "passed",
            Score = row.Score.Length == 0 ? null : row.Score,
            Reason = row.Reason.Length == 0 ? null : row.Reason,
        };
        // Whether it is possible does not depend on the time or on the publication.
        var decision = StageRule.Decide(facts.State, result.ToCommand(""), facts.Stages, DateTimeOffset.MinValue);
        var known = facts.State.Results.FirstOrDefault(published => published.Stage == result.Stage);
        if (decision.Refusal is { } refusal)
            wrong.Add(new RowError(
                row.Line, new RefusalReason(refusal.Code, ColumnOf(refusal)), refusal.Facts.GetValueOrDefault("stage", "")));
        else if (known is not null && (known.Score != result.Score || known.Reason != result.Reason))
            wrong.Add(new RowError(row.Line, new RefusalReason(StageRefusals.ResultPublished.Code, ResultSheet.Result)));
        else
            valid.Add(result with { IsPublished = known is not null });
    }

    private static string ColumnOf(Refusal refusal) =>
        refusal.Code == StageRefusals.StageUnknown.Code || refusal.Code == StageRefusals.StageOrder.Code ? ResultSheet.Stage
        : refusal.Code == StageRefusals.ResultPublished.Code ? ResultSheet.Result
        : ResultSheet.Reference;
}

/// <summary>What must be known of an application whose result is in a table.</summary>
/// <param name="ApplicationId">Its id.</param>
/// <param name="State">Of its state at least the batch, the status, the stage and the results.</param>
/// <param name="Stages">The stages of its batch in order.</param>
public sealed record ResultFacts(string ApplicationId, ApplicationState State, ImmutableArray<StageStep> Stages);

/// <summary>A row that can be published.</summary>
public sealed record CheckedResult
{
    public required int Line { get; init; }

    public required string Reference { get; init; }

    public required string ApplicationId { get; init; }

    public required string Stage { get; init; }

    public required bool Passed { get; init; }

    public string? Score { get; init; }

    public string? Reason { get; init; }

    /// <summary>Whether it is public already.</summary>
    public bool IsPublished { get; init; }

    public PublishResult ToCommand(string publicationId) => new(Stage, Passed, Score, publicationId) { Reason = Reason };
}

/// <summary>What came of checking a table.</summary>
/// <param name="Valid">The rows that can be published.</param>
/// <param name="Errors">What is wrong with the others, by line.</param>
public sealed record ResultCheck(ImmutableArray<CheckedResult> Valid, ImmutableArray<RowError> Errors)
{
    /// <summary>All or nothing: a table with one wrong row is mended first.</summary>
    public bool IsPublishable => Errors.IsEmpty;
}

/// <summary>Why a table of results is not published.</summary>
public static class ResultRefusals
{
    public static readonly Refusal BatchNotFound = new("batch-not-found", RefusalKind.NotFound);

    /// <summary>The table is not the one that was looked at.</summary>
    public static readonly Refusal Changed = new("results-changed", RefusalKind.Conflict);

    /// <summary>The reasons name line and column.</summary>
    public static readonly Refusal NotValid = new("results-not-valid", RefusalKind.Invalid);
}
