using System.Text;

namespace Siskop2mi.House.Tests.Reading;

/// <summary>
/// Blanks comments and literals of C#, so that rules look at code alone. Lengths and line breaks stay; code in the holes of
/// interpolated strings stays too.
/// </summary>
public sealed class CodeText
{
    private readonly string source;
    private readonly StringBuilder result;
    private readonly List<string> literals = [];
    private int at;

    private CodeText(string source)
    {
        this.source = source;
        result = new StringBuilder(source.Length);
    }

    /// <summary>The code alone.</summary>
    public static string WithoutCommentsAndLiterals(string source) => Scan(source).result.ToString();

    /// <summary>The string literals, escapes left as they are; the text between holes for interpolated ones, a hole as <c>{}</c>.</summary>
    public static IReadOnlyList<string> Literals(string source) => Scan(source).literals;

    private static CodeText Scan(string source)
    {
        var scan = new CodeText(source);
        while (scan.at < source.Length) scan.Step();
        return scan;
    }

    private void Step()
    {
        if (Ahead("//")) Blank(EndOf("\n", 0));
        else if (Ahead("/*")) Blank(EndOf("*/", 2));
        else if (source[at] == '\'') CharLiteral();
        else if (StringStart() is { } start) StringLiteral(start);
        else Keep();
    }

    private bool Ahead(string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private int EndOf(string mark, int including)
    {
        var end = source.IndexOf(mark, at + including, StringComparison.Ordinal);
        return end < 0 ? source.Length : end + including;
    }

    private void Keep() => result.Append(source[at++]);

    private void Blank(int end)
    {
        for (; at < end && at < source.Length; at++) result.Append(source[at] is '\n' or '\r' ? source[at] : ' ');
    }

    private void CharLiteral()
    {
        var end = at + 1;
        while (end < source.Length && source[end] != '\'' && source[end] != '\n') end += source[end] == '\\' ? 2 : 1;
        Blank(end + 1);
    }

    // What stands before the first quote decides how the literal goes on.
    private (int Dollars, bool Verbatim, int Quotes, int Length)? StringStart()
    {
        var look = at;
        while (look < source.Length && source[look] is '$' or '@') look++;
        var prefix = source.AsSpan(at, look - at);
        var quotes = 0;
        while (look + quotes < source.Length && source[look + quotes] == '"') quotes++;
        if (quotes == 0) return null;
        var verbatim = prefix.Contains('@');
        if (quotes < 3 || verbatim) quotes = 1;   // "" is an empty literal: it opens and closes
        return (prefix.Count('$'), verbatim, quotes, prefix.Length + quotes);
    }

    private void StringLiteral((int Dollars, bool Verbatim, int Quotes, int Length) start)
    {
        var text = new StringBuilder();
        var closing = new string('"', start.Quotes);
        Blank(at + start.Length);
        while (at < source.Length)
        {
            if (start is { Verbatim: true, Quotes: 1 } && Ahead("\"\"")) Take(text, 2);
            else if (Ahead(closing)) break;
            else if (start is { Verbatim: false, Quotes: 1 } && source[at] == '\\') Take(text, 2);
            else if (start.Dollars > 0 && Ahead(new string('{', start.Dollars))) HoleOrBrace(text, start);
            else Take(text, 1);
        }

        Blank(at + start.Quotes);
        literals.Add(text.ToString());
    }

    private void HoleOrBrace(StringBuilder text, (int Dollars, bool Verbatim, int Quotes, int Length) start)
    {
        if (start.Quotes == 1 && Ahead("{{"))
        {
            Take(text, 2);
            return;
        }

        Blank(at + start.Dollars);
        text.Append("{}");
        for (var depth = 1; at < source.Length;)
        {
            if (source[at] == '{') depth++;
            if (source[at] == '}' && --depth == 0) break;
            Step();
        }

        Blank(at + start.Dollars);
    }

    private void Take(StringBuilder text, int count)
    {
        text.Append(source.AsSpan(at, Math.Min(count, source.Length - at)));
        Blank(at + count);
    }
}
