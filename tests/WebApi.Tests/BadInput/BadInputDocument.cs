using System.Text;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>docs/bad-input.md, made from the rows.</summary>
internal static class BadInputDocument
{
    public static string Path { get; } = Repository.PathTo("docs", "bad-input.md");

    /// <summary>Set to 1, the document is rewritten instead of compared.</summary>
    public static bool Rewrites => Environment.GetEnvironmentVariable("SISKOP2MI_REWRITE_DOCS") == "1";

    public static string Text
    {
        get
        {
            var text = new StringBuilder(
                """
                # Bad inputs and their answers

                What the front door answers to what it should never be sent. Made from the rows in `tests/WebApi.Tests/BadInput`, which send
                each input to the real server, with generated ones beside the written ones (`SISKOP2MI_SEEDS=200` sends more). A test fails
                when this page is out of date; to write it anew:

                    SISKOP2MI_REWRITE_DOCS=1 dotnet test tests/WebApi.Tests --filter BadInputTests

                Of every row it is also checked: the answer is a whole `application/problem+json` (rows without a code are refused by the
                web server before there is a request: a status and no body); nothing that was sent comes back in the answer or stands in
                the log; no event is stored and the draft of the sender is byte for byte as before; 429 and 503 say when to come back.

                | # | input | answer | proved in | remark |
                | --- | --- | --- | --- | --- |

                """);
            foreach (var row in BadInputList.All)
                text.Append($"| {row.Number} | {Cell(row.Input)} | {Answers(row)} | {Where(row)} | {Cell(row.Remark)} |\n");
            return text.ToString().ReplaceLineEndings("\n");
        }
    }

    private static string Answers(BadInputRow row) => row.Answers.Length == 0 ? "–" : string.Join(", ", row.Answers.AsEnumerable());

    private static string Where(BadInputRow row)
    {
        IEnumerable<string> here = row.Examples is null ? [] : [nameof(BadInputTests)];
        var all = here.Concat(row.ProvedBy.Select(type => type.Name)).Select(name => $"`{name}`").ToList();
        return all.Count == 0 ? "–" : string.Join(", ", all);
    }

    private static string Cell(string words) => words.Replace("|", "\\|", StringComparison.Ordinal);
}
