using System.Collections.Immutable;
using System.Text;
using Siskop2mi.Domain.Applications;

namespace Siskop2mi.WebApi.Requests;

/// <summary>
/// Reads comma-separated values (RFC 4180), line by line as they are asked for: also with semicolons, as spreadsheets write them where the
/// comma is a decimal sign, also with LF alone. Empty lines are left out. Quotes that do not fit together make a line broken.
/// </summary>
internal sealed class CsvReader
{
    private readonly string text;
    private readonly char separator;
    private int at;
    private int line = 1;
    private bool isBroken;

    private CsvReader(string text)
    {
        var header = text.AsSpan(0, text.IndexOfAny(['\r', '\n']) is >= 0 and var end ? end : text.Length);
        (this.text, separator) = (text, header.Count(';') > header.Count(',') ? ';' : ',');
    }

    public static IEnumerable<SheetLine> Read(string text)
    {
        var reader = new CsvReader(text);
        while (reader.at < text.Length)
        {
            var row = reader.ReadLine();
            if (row.IsBroken || row.Cells is not [{ Length: 0 }]) yield return row;
        }
    }

    private SheetLine ReadLine()
    {
        var (number, cells) = (line, ImmutableArray.CreateBuilder<string>());
        isBroken = false;
        do cells.Add(Skip('"') ? ReadQuoted() : ReadPlain());
        while (Skip(separator));
        // ReadPlain stops at nothing but a separator and the end of the line.
        if (Skip('\r') | Skip('\n')) line++;
        return new SheetLine(number, cells.ToImmutable(), isBroken);
    }

    private string ReadPlain()
    {
        var from = at;
        for (; at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'); at++) isBroken |= text[at] == '"';
        return text[from..at];
    }

    private string ReadQuoted()
    {
        var cell = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] == '\n') line++;
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append(text[at++]);
            }
            else
            {
                at++;
                isBroken |= ReadPlain().Length > 0;
                return cell.ToString();
            }
        }

        isBroken = true;
        return cell.ToString();
    }

    private bool Skip(char expected)
    {
        if (at >= text.Length || text[at] != expected) return false;
        at++;
        return true;
    }
}
