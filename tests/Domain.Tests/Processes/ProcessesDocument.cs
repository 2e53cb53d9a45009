using System.Text;

namespace Siskop2mi.Domain.Tests.Processes;

/// <summary>The parts of docs/processes.md that are made from the rules, each between its markers.</summary>
internal static class ProcessesDocument
{
    /// <summary>Set to 1, the document is rewritten instead of compared.</summary>
    public const string RewriteVariable = "SISKOP2MI_REWRITE_DOCS";

    public static string Path { get; } = System.IO.Path.Combine(Root(), "docs", "processes.md");

    public static bool Rewrites => Environment.GetEnvironmentVariable(RewriteVariable) == "1";

    public static string Commands
    {
        get
        {
            var text = new StringBuilder("| Command | Carried out by | Called by | Events |\n| --- | --- | --- | --- |\n");
            foreach (var row in CommandCatalogue.Rows)
            {
                var (command, method) = row.Command is { } type ? ($"`{type.Name}`", $"`{row.Method}`") : ("–", row.Method);
                text.Append($"| {command} | {method} | {row.Caller} | {string.Join(", ", row.Events.Select(name => $"`{name}`"))} |\n");
            }

            return text.ToString();
        }
    }

    public static string Applications => Matrix(
        ApplicationMatrixTests.Commands, ApplicationMatrixTests.Statuses, (status, command) => ApplicationMatrixTests.Run(status, command));

    public static string Places => Matrix(
        PlaceMatrixTests.Commands.Keys, PlaceMatrixTests.Statuses, PlaceMatrixTests.Run);

    public static string Documents => Matrix(
        DocumentMatrixTests.Commands, DocumentMatrixTests.Statuses, (status, command) => DocumentMatrixTests.Run(status, command));

    public static string Accounts => Matrix(
        AccountMatrixTests.Commands.Select(command => command.Name), AccountMatrixTests.Statuses, AccountMatrixTests.Run);

    /// <summary>The document with one part put between its markers anew.</summary>
    public static string With(string document, string part, string content)
    {
        var (begin, end) = ($"<!-- {part}: begin -->\n", $"<!-- {part}: end -->");
        var from = document.IndexOf(begin, StringComparison.Ordinal);
        var to = document.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from) throw new InvalidOperationException($"docs/processes.md has no markers for {part}.");
        return string.Concat(document.AsSpan(0, from), begin, content, document.AsSpan(to));
    }

    private static string Matrix<TCommand, TStatus>(
        IEnumerable<TCommand> commands, IEnumerable<TStatus> statuses, Func<TStatus, TCommand, Cell> run)
    {
        var columns = statuses.ToList();
        var text = new StringBuilder();
        text.Append($"| Command | {string.Join(" | ", columns)} |\n| --- |{string.Concat(columns.Select(_ => " --- |"))}\n");
        foreach (var command in commands)
            text.Append($"| {command} | {string.Join(" | ", columns.Select(status => run(status, command)))} |\n");
        return text.ToString();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Siskop2mi.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the tree of the system.");
    }
}
