using System.Collections.Immutable;
using Siskop2mi.Domain.Applications;

namespace Siskop2mi.WebApi.Applications;

/// <summary>What publishing a table of results would do.</summary>
public sealed record ResultsPreview
{
    /// <summary>Names this table; to be sent along when it is published.</summary>
    public required string Hash { get; init; }

    /// <summary>How many rows there are, without the names of the columns.</summary>
    public required int Rows { get; init; }

    /// <summary>How many of them can be published or are public already.</summary>
    public required int Valid { get; init; }

    /// <summary>How many of the valid ones are public already, word for word.</summary>
    public required int AlreadyPublic { get; init; }

    /// <summary>Everything that is wrong, by line.</summary>
    public required ImmutableArray<RowErrorBody> Errors { get; init; }

    /// <summary>Whether the table can be published: only a table without an error can.</summary>
    public required bool Publishable { get; init; }

    /// <summary>The first valid rows, as they were understood.</summary>
    public required ImmutableArray<ResultSample> Sample { get; init; }

    public override string ToString() => nameof(ResultsPreview);
}

/// <summary>Something wrong in a table.</summary>
/// <param name="Line">The line; that of the column names is 1.</param>
/// <param name="Column">The column: its name, or its number if the name is not known; empty for the whole line.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">The same in words.</param>
public sealed record RowErrorBody(int Line, string Column, string Code, string Message)
{
    internal static RowErrorBody Of(RowError error, Reader reader) => new(
        error.Line, error.Reason.Pointer, error.Reason.Code, reader.RowText(error.Reason.Code, error.Expected));
}

/// <summary>A row as it was understood.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Reference">The application.</param>
/// <param name="Stage">Code of the stage.</param>
/// <param name="Result"><c>passed</c> or <c>failed</c>.</param>
/// <param name="Score">As it will be shown to the applicant.</param>
/// <param name="Reason">Words to the applicant.</param>
public sealed record ResultSample(int Line, string Reference, string Stage, string Result, string? Score, string? Reason)
{
    public override string ToString() => nameof(ResultSample);

    internal static ResultSample Of(CheckedResult row) =>
        new(row.Line, row.Reference, row.Stage, StageResultBody.WordOf(row.Passed), row.Score, row.Reason);
}

/// <summary>What was published.</summary>
/// <param name="Published">How many results became public with this request.</param>
/// <param name="Repeated">How many were public already, word for word.</param>
/// <param name="Refused">Rows that something came between since they were checked, such as a withdrawal.</param>
public sealed record ResultsPublished(int Published, int Repeated, ImmutableArray<RefusedRow> Refused);

/// <summary>A row that was not published.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Code">Code of the refusal.</param>
public sealed record RefusedRow(int Line, string Code);
