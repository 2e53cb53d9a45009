using System.Text.RegularExpressions;

namespace Siskop2mi.House.Tests.Reading;

/// <summary>A type or a member with the lines it spans.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, or the start of its declaration.</param>
/// <param name="FirstLine">Line of its first character, from 1.</param>
/// <param name="Lines">Number of lines.</param>
public sealed record CodeBlock(CodeBlockKind Kind, string Name, int FirstLine, int Lines);

/// <summary>What a block is.</summary>
public enum CodeBlockKind
{
    Unknown = 0,
    Namespace = 1,
    Type = 2,
    Member = 3,
    Data = 4,
}

/// <summary>Finds types and their members in code whose comments and literals are blanked, by counting braces.</summary>
public static partial class CodeBlocks
{
    /// <summary>Types and members, members of nested types included.</summary>
    public static IReadOnlyList<CodeBlock> In(string code) => new Walk(code).Run();

    [GeneratedRegex(@"(^|[\s\])])(class|struct|interface|enum|record(\s+(class|struct))?)\s+(?!where\b)(?<name>[A-Za-z_]\w*)")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"(^|\s)namespace\s+(?<name>[\w.]+)")]
    private static partial Regex NamespaceHeader();

    [GeneratedRegex(@"(?<![=!<>])=(?![=>])")]
    private static partial Regex Assignment();

    private sealed class Walk(string code)
    {
        private readonly List<CodeBlock> found = [];
        private readonly Stack<(CodeBlockKind Kind, string Name, int Start)> open = new();
        private int start = -1;     // first character of the declaration being read
        private int inner;          // depth of braces inside the member being read
        private int brackets;       // depth of ( and [ inside the declaration being read

        public IReadOnlyList<CodeBlock> Run()
        {
            for (var at = 0; at < code.Length; at++) Take(at);
            return found;
        }

        private void Take(int at)
        {
            if (start < 0 && !char.IsWhiteSpace(code[at]) && code[at] is not ('}' or ';')) start = at;
            switch (code[at])
            {
                case '(' or '[': brackets++; break;
                case ')' or ']': brackets--; break;
                case '{': Open(at); break;
                case '}': Close(at); break;
                case ';' when inner == 0 && brackets == 0: End(at); break;
            }
        }

        private void Open(int at)
        {
            var header = start < 0 || inner > 0 || brackets > 0 ? "" : code[start..at];
            if (TypeHeader().Match(header) is { Success: true } type && !Assignment().IsMatch(header)) Enter(CodeBlockKind.Type, type);
            else if (NamespaceHeader().Match(header) is { Success: true } space) Enter(CodeBlockKind.Namespace, space);
            else inner++;
        }

        private void Enter(CodeBlockKind kind, Match header)
        {
            open.Push((kind, header.Groups["name"].Value, start));
            start = -1;
        }

        private void Close(int at)
        {
            if (inner > 0)
            {
                inner--;
                if (inner == 0 && brackets == 0 && !GoesOn(at)) End(at);
                return;
            }

            if (open.TryPop(out var block)) Add(block.Kind, block.Name, block.Start, at);
            start = -1;
        }

        // After its last brace a declaration goes on when it is an expression or a property with an initial value.
        private bool GoesOn(int at) => code[start..at] is var text
            && (IsExpression(text) || code.AsSpan(at + 1).TrimStart().StartsWith("="));

        private static bool IsExpression(string text)
        {
            var brace = text.IndexOf('{', StringComparison.Ordinal);
            var head = brace < 0 ? text : text[..brace];
            return head.Contains("=>", StringComparison.Ordinal) || Assignment().IsMatch(WithoutParentheses(head));
        }

        // Default values of parameters are no assignments.
        private static string WithoutParentheses(string head)
        {
            var outside = new System.Text.StringBuilder(head.Length);
            var depth = 0;
            foreach (var letter in head)
            {
                if (letter == '(') depth++;
                if (depth == 0) outside.Append(letter);
                if (letter == ')') depth--;
            }

            return outside.ToString();
        }

        private void End(int at)
        {
            if (start >= 0 && open.TryPeek(out var parent) && parent.Kind == CodeBlockKind.Type)
            {
                Add(KindOf(code[start..at]), NameOf(code[start..at]), start, at);
            }

            start = -1;
        }

        // A table of values is data, not a method: only the size of its file counts.
        private static CodeBlockKind KindOf(string text)
        {
            var head = WithoutParentheses(text);
            var assignment = Assignment().Match(head) is { Success: true } match ? match.Index : -1;
            var body = FirstOf(head.IndexOf('{', StringComparison.Ordinal), head.IndexOf("=>", StringComparison.Ordinal));
            return (uint)assignment < (uint)body ? CodeBlockKind.Data : CodeBlockKind.Member;
        }

        private static int FirstOf(int one, int other) => (int)Math.Min((uint)one, (uint)other);   // -1, not there, is the greatest

        private static string NameOf(string text)
        {
            var oneLine = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return oneLine.Length > 80 ? oneLine[..80] + "..." : oneLine;
        }

        private void Add(CodeBlockKind kind, string name, int from, int to) =>
            found.Add(new CodeBlock(kind, name, code.AsSpan(0, from).Count('\n') + 1, code.AsSpan(from, to - from).Count('\n') + 1));
    }
}
