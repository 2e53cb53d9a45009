namespace Siskop2mi.Domain.Tests.Applications;

public sealed class ResultSheetTests
{
    private static readonly string[] Row = ["JP16-2222-2222", "matched", "passed", "80", "Selamat"];

    [Fact]
    public void Columns_come_in_any_order_and_text_is_trimmed()
    {
        var sheet = Read(["Result ", "REFERENCE", "stage"], [" passed ", "JP16-2222-2222", "matched"]);
        Assert.Empty(sheet.Errors);
        var row = Assert.Single(sheet.Rows);
        Assert.Equal((2, "JP16-2222-2222", "matched", "passed", "", ""), (
            row.Line, row.Reference, row.Stage, row.Result, row.Score, row.Reason));
    }

    [Theory]
    [InlineData("reference,stage,result,points", "column-unknown", "4")]
    [InlineData("reference,stage,result,stage", "column-repeated", "stage")]
    [InlineData("reference,stage", "column-missing", "result")]
    [InlineData("stage,result,score,reason", "column-missing", "reference")]
    public void Without_the_right_columns_nothing_else_is_read(string header, string code, string column)
    {
        var sheet = Read(header.Split(','), Row);
        Assert.Equal(new RowError(1, new RefusalReason(code, column)), Assert.Single(sheet.Errors));
        Assert.Empty(sheet.Rows);
    }

    [Fact]
    public void Nothing_at_all_lacks_every_needed_column() => Assert.Equal(
        ["reference", "stage", "result"], ResultSheet.Read([]).Errors.Select(error => error.Reason.Pointer));

    [Fact]
    public void A_row_of_another_shape_is_named_and_the_others_are_read()
    {
        var sheet = ResultSheet.Read(
        [
            Line(1, "reference", "stage", "result"), Line(2, "a", "b"), new SheetLine(3, ["a", "b", "c"], IsBroken: true),
            Line(5, "JP16-2222-2222", "matched", "passed"),
        ]);
        Assert.Equal([(2, "cell-count"), (3, "quotes-broken")], sheet.Errors.Select(error => (error.Line, error.Reason.Code)));
        Assert.Equal(5, Assert.Single(sheet.Rows).Line);
        Assert.Equal(3, sheet.Count);
    }

    [Fact]
    public void A_table_without_rows_holds_no_results() =>
        Assert.Equal("rows-missing", Assert.Single(Read(["reference", "stage", "result"]).Errors).Reason.Code);

    [Theory]
    [InlineData(ResultSheet.MaxRows, 0)]
    [InlineData(ResultSheet.MaxRows + 1, 1)]
    public void There_is_a_most_of_rows(int rows, int errors)
    {
        var read = 0;
        var sheet = ResultSheet.Read(Lines());
        Assert.Equal(errors, sheet.Errors.Count(error => error.Reason.Code == "too-many-rows"));
        // What comes after is not even read.
        Assert.Equal(rows, read);

        IEnumerable<SheetLine> Lines()
        {
            yield return Line(1, "reference", "stage", "result");
            for (; read < rows + (errors * 10);) yield return Line(++read + 1, "JP16-2222-2222", "matched", "passed");
        }
    }

    private static ResultSheet Read(params string[][] lines) =>
        ResultSheet.Read(lines.Select((cells, index) => Line(index + 1, cells)));

    private static SheetLine Line(int number, params string[] cells) => new(number, [.. cells], IsBroken: false);
}
