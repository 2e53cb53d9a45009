namespace Siskop2mi.Domain.Tests.Applications;

public sealed class ResultRowsRuleTests
{
    private static readonly string Verified = ReferenceOf("verified");
    private static readonly string Passed = ReferenceOf("passed");
    private static readonly string Elsewhere = ReferenceOf("elsewhere");
    private static readonly string Sent = ReferenceOf("sent");
    private static readonly string Over = ReferenceOf("over");
    private static readonly string Scored = ReferenceOf("scored");

    private static readonly Dictionary<string, ResultFacts> Applications = new()
    {
        [Verified] = Facts("verified", ApplicationExamples.Verified),
        [Passed] = Facts("passed", ApplicationExamples.AdminPassed),
        [Elsewhere] = Facts("elsewhere", ApplicationExamples.Verified with { BatchId = "ijepa-15" }),
        [Sent] = Facts("sent", ApplicationExamples.Submitted),
        [Over] = Facts("over", ApplicationExamples.Unsuccessful),
        [Scored] = Facts("scored", StageRule.Decide(
            ApplicationExamples.Verified, new PublishResult("admin-passed", true, "80", "p") { Reason = "Baik" },
            ApplicationExamples.Stages, Examples.Now).State),
    };

    public static TheoryData<string, string, string> WrongRows => new()
    {
        { ",admin-passed,passed,,", "cell-empty", "reference" },
        { $"{Verified},,passed,,", "cell-empty", "stage" },
        { $"{Verified},admin-passed,,,", "cell-empty", "result" },
        { $"{Verified},admin-passed,lulus,,", "result-unknown", "result" },
        { $"{Verified},admin-passed,Passed,,", "result-unknown", "result" },
        { $"{new string('J', 41)},admin-passed,passed,,", "cell-too-long", "reference" },
        { $"{Verified},{new string('s', 65)},passed,,", "cell-too-long", "stage" },
        { $"{Verified},admin-passed,{new string('r', 65)},,", "cell-too-long", "result" },
        { $"{Verified},admin-passed,passed,{new string('1', 33)},", "cell-too-long", "score" },
        { $"{Verified},admin-passed,passed,,{new string('a', 501)}", "cell-too-long", "reason" },
        { $"{Verified},admin-passed,passed,8\0,", "text-characters", "score" },
        { $"{Verified},admin-passed,passed,,a\nb", "text-characters", "reason" },
        { $"{Verified},admin-passed,passed,=1+1,", "cell-formula", "score" },
        { $"{Verified},admin-passed,passed,,+62", "cell-formula", "reason" },
        { $"{Verified},admin-passed,passed,-1,", "cell-formula", "score" },
        { $"{Verified},admin-passed,passed,,@SUM(A1)", "cell-formula", "reason" },
        { "JP16-2222-222O,admin-passed,passed,,", "reference-unknown", "reference" },
        { $"{ReferenceOf("nobody")},admin-passed,passed,,", "reference-unknown", "reference" },
        { $"{Elsewhere},admin-passed,passed,,", "reference-of-other-batch", "reference" },
        { $"{Verified},no-such,passed,,", "stage-unknown", "stage" },
        { $"{Verified},matched,passed,,", "stage-order", "stage" },
        { $"{Passed},in-training,failed,,", "stage-order", "stage" },
        { $"{Sent},admin-passed,passed,,", "application-not-in-selection", "reference" },
        { $"{Over},in-training,passed,,", "application-not-in-selection", "reference" },
        { $"{Passed},admin-passed,failed,,", "result-already-published", "result" },
        { $"{Passed},admin-passed,passed,90,", "result-already-published", "result" },
        { $"{Scored},admin-passed,passed,80,Cukup", "result-already-published", "result" },
        { $"{Scored},admin-passed,passed,,", "result-already-published", "result" },
    };

    [Theory]
    [MemberData(nameof(WrongRows))]
    public void A_wrong_row_is_named_by_line_and_column(string row, string code, string column)
    {
        var check = Check(row);
        var error = Assert.Single(check.Errors);
        Assert.Equal((2, code, column), (error.Line, error.Reason.Code, error.Reason.Pointer));
        Assert.Empty(check.Valid);
        Assert.False(check.IsPublishable);
    }

    [Fact]
    public void A_right_row_is_what_will_be_published()
    {
        var check = Check($"{Verified.ToLowerInvariant().Replace("-", "")},admin-passed,passed,80,Selamat");
        var row = Assert.Single(check.Valid);
        Assert.True(check.IsPublishable);
        Assert.Equal((2, Verified, "verified", false), (row.Line, row.Reference, row.ApplicationId, row.IsPublished));
        Assert.Equal(new PublishResult("admin-passed", true, "80", "p") { Reason = "Selamat" }, row.ToCommand("p"));
    }

    [Fact]
    public void What_is_public_word_for_word_is_right_and_done()
    {
        var check = Check($"{Scored},admin-passed,passed,80,Baik", $"{Over},matched,failed,,", $"{Passed},matched,passed,,");
        Assert.True(check.IsPublishable);
        Assert.Equal([true, true, false], check.Valid.Select(row => row.IsPublished));
    }

    [Fact]
    public void The_stage_that_is_due_is_named() =>
        Assert.Equal("matched", Assert.Single(Check($"{Passed},in-training,passed,,").Errors).Expected);

    [Fact]
    public void A_reference_comes_once_however_it_is_written()
    {
        var check = Check($"{Verified},admin-passed,passed,,", $"{Verified.ToLowerInvariant()},admin-passed,passed,,");
        var error = Assert.Single(check.Errors);
        Assert.Equal((3, "reference-repeated"), (error.Line, error.Reason.Code));
        Assert.Equal(2, Assert.Single(check.Valid).Line);
    }

    [Fact]
    public void Everything_wrong_with_every_row_is_said_at_once_by_line()
    {
        var check = Check("x,,lulus,=1,", "a,b", $"{Sent},admin-passed,passed,,");
        Assert.Equal(
            [(2, "cell-empty"), (2, "cell-formula"), (2, "reference-unknown"), (2, "result-unknown"), (3, "cell-count"),
                (4, "application-not-in-selection")],
            check.Errors.Select(error => (error.Line, error.Reason.Code)).Order());
        Assert.Equal(check.Errors.Select(error => error.Line).Order(), check.Errors.Select(error => error.Line));
    }

    private static ResultCheck Check(params string[] rows)
    {
        var lines = rows.Prepend("reference,stage,result,score,reason")
            .Select((row, index) => new SheetLine(index + 1, [.. row.Split(',')], IsBroken: false));
        return ResultRowsRule.Check(ResultSheet.Read(lines), Examples.Batch, Applications);
    }

    private static string ReferenceOf(string applicationId) =>
        ApplicationReference.Of("JP", Examples.Batch, applicationId, Examples.Now);

    private static ResultFacts Facts(string applicationId, ApplicationState state) => new(
        applicationId, state, ApplicationExamples.Stages);
}
