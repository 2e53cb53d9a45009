using System.Collections.Immutable;
using System.Text;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>One line of a table of text.</summary>
/// <param name="Number">The line on which it begins; the first is 1.</param>
/// <param name="Cells">Its cells, as written.</param>
/// <param name="IsBroken">Whether its quotes do not fit together, so that nobody can tell its cells.</param>
public sealed record SheetLine(int Number, ImmutableArray<string> Cells, bool IsBroken);

/// <summary>Something wrong in a table.</summary>
/// <param name="Line">The line, or the last one read when it is the whole table.</param>
/// <param name="Reason">What; its pointer is the column: a name of ours, a number for another one, empty for the whole line.</param>
/// <param name="Expected">What there should be, where the text says so; empty otherwise.</param>
public sealed record RowError(int Line, RefusalReason Reason, string Expected = "");

/// <summary>One row of results, trimmed and in NFC; what is left out is empty.</summary>
public sealed record ResultRow
{
    public required int Line { get; init; }

    public required string Reference { get; init; }

    public required string Stage { get; init; }

    public required string Result { get; init; }

    public required string Score { get; init; }

    public required string Reason { get; init; }

    public override string ToString() => nameof(ResultRow);
}

/// <summary>
/// A table of results: a line of column names in any order, then a row for each application. Only the shape is read here;
/// <see cref="ResultRowsRule"/> judges the rows.
/// </summary>
/// <param name="Rows">The rows of the right shape.</param>
/// <param name="Errors">What is not.</param>
/// <param name="Count">How many rows there are, of whatever shape.</param>
public sealed record ResultSheet(ImmutableArray<ResultRow> Rows, ImmutableArray<RowError> Errors, int Count)
{
    /// <summary>[assumption] More than any batch has applications in one stage.</summary>
    public const int MaxRows = 5_000;

    public const string Reference = "reference";
    public const string Stage = "stage";
    public const string Result = "result";
    public const string Score = "score";
    public const string Reason = "reason";

    private static readonly ImmutableArray<string> Known = [Reference, Stage, Result, Score, Reason];
    private static readonly ImmutableArray<string> Needed = [Reference, Stage, Result];

    /// <summary>The references that could be some, as we write them, each once.</summary>
    public IReadOnlyCollection<string> References =>
        [.. Rows.Select(row => ApplicationReference.TryParse(row.Reference, out var known) ? known : null).OfType<string>().Distinct()];

    public static ResultSheet Read(IEnumerable<SheetLine> lines)
    {
        using var all = lines.GetEnumerator();
        var header = all.MoveNext() ? all.Current : new SheetLine(1, [], IsBroken: false);
        var columns = header.Cells.Select(cell => cell.Trim().ToLowerInvariant()).ToImmutableArray();
        if (HeaderErrors(header, columns).ToImmutableArray() is { IsEmpty: false } wrong) return new ResultSheet([], wrong, 0);

        var rows = ImmutableArray.CreateBuilder<ResultRow>();
        var errors = ImmutableArray.CreateBuilder<RowError>();
        var count = 0;
        while (all.MoveNext())
        {
            var line = all.Current;
            if (++count > MaxRows)
            {
                errors.Add(new RowError(line.Number, new RefusalReason("too-many-rows")));
                break;
            }

            if (line.IsBroken) errors.Add(new RowError(line.Number, new RefusalReason("quotes-broken")));
            else if (line.Cells.Length != columns.Length) errors.Add(new RowError(line.Number, new RefusalReason("cell-count")));
            else rows.Add(RowOf(line, columns));
        }

        if (count == 0) errors.Add(new RowError(header.Number, new RefusalReason("rows-missing")));
        return new ResultSheet(rows.ToImmutable(), errors.ToImmutable(), count);
    }

    private static IEnumerable<RowError> HeaderErrors(SheetLine header, ImmutableArray<string> columns)
    {
        if (header.IsBroken) yield return new RowError(header.Number, new RefusalReason("quotes-broken"));
        foreach (var (index, name) in columns.Index())
        {
            // What it says instead is not repeated: it may be anything.
            if (!Known.Contains(name)) yield return new RowError(header.Number, new RefusalReason("column-unknown", $"{index + 1}"));
            else if (columns.IndexOf(name) < index) yield return new RowError(header.Number, new RefusalReason("column-repeated", name));
        }

        foreach (var name in Needed.Where(name => !columns.Contains(name)))
            yield return new RowError(header.Number, new RefusalReason("column-missing", name));
    }

    private static ResultRow RowOf(SheetLine line, ImmutableArray<string> columns)
    {
        return new ResultRow
        {
            Line = line.Number,
            Reference = Cell(Reference),
            Stage = Cell(Stage),
            Result = Cell(Result),
            Score = Cell(Score),
            Reason = Cell(Reason),
        };

        string Cell(string column) => columns.IndexOf(column) is >= 0 and var at
            ? line.Cells[at].Normalize(NormalizationForm.FormC).Trim() : "";
    }
}
