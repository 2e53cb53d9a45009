using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>
/// The list of bad inputs, row by row against the real server: exactly the answer the row names, whole and in the right form;
/// nothing kept, nothing that was sent repeated, neither to the sender nor in the log.
/// </summary>
[Collection(FrontDoorTests.Name)]
public sealed class BadInputTests(Stage stage) : IClassFixture<Stage>
{
    /// <summary>Rows of the list; docs/bad-input.md prints them all.</summary>
    private const int Rows = 103;

    /// <summary>Generated inputs a row; SISKOP2MI_SEEDS asks for more.</summary>
    private const int Variants = 20;

    public static TheoryData<int> Tried => [.. BadInputList.All.Where(row => row.Examples is not null).Select(row => row.Number)];

    [Theory]
    [MemberData(nameof(Tried))]
    public async Task A_bad_input_gets_exactly_its_answer_and_leaves_nothing(int number)
    {
        var row = BadInputList.All.Single(row => row.Number == number);
        var sendings = (await row.Examples!(stage)).ToList();
        if (row.Variant is not null) sendings.AddRange(Enumerable.Range(1, HostileRun.SeedCount(Variants)).Select(seed => Vary(row, seed)));

        var attempt = new Attempt(stage, row);
        foreach (var sending in sendings) await attempt.Send(sending);
        await attempt.Finish();
    }

    private Sending Vary(BadInputRow row, int seed)
    {
        var random = new Random((1_000_000 * row.Number) + seed);
        var word = $"zq{random.NextInt64(1L << 40, 1L << 48):x}";
        var sending = row.Variant!(stage, random, word);
        return sending with { Note = $"seed {seed} {sending.Note}", Unspoken = [.. sending.Unspoken, word] };
    }

    [Fact]
    public void Every_row_of_the_list_is_tried_here_or_says_where_or_why_not()
    {
        Assert.Equal(Enumerable.Range(1, Rows), BadInputList.All.Select(row => row.Number));
        Assert.All(BadInputList.All, row => Assert.True(
            row.Examples is not null || row.ProvedBy.Count > 0 || row.Remark.Length > 0, $"Row {row.Number} is nowhere."));
    }

    [Fact]
    public void The_document_says_what_the_table_says()
    {
        var made = BadInputDocument.Text;
        if (BadInputDocument.Rewrites) File.WriteAllText(BadInputDocument.Path, made);
        else Assert.True(made == File.ReadAllText(BadInputDocument.Path),
            "docs/bad-input.md is out of date; SISKOP2MI_REWRITE_DOCS=1 rewrites it.");
    }
}
