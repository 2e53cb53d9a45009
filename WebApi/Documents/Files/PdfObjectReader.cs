using System.Text;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>Reads one object, and refuses what would do something by itself when the document is opened or clicked.</summary>
internal ref struct PdfObjectReader(PdfTokens tokens, PdfObject target)
{
    // Wherever these names stand: as a key, as a kind of action, as a kind of annotation.
    private static readonly HashSet<string> Active = new(StringComparer.Ordinal)
    {
        "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "XFA", "RichMedia", "RichMediaContent", "SubmitForm", "ImportData",
        "GoToE", "Rendition",
    };

    // Short ones, that as a value may name a font or a glyph.
    private static readonly HashSet<string> ActiveKeys = new(StringComparer.Ordinal) { "AA", "EF" };

    private readonly PdfObject target = target;
    private PdfTokens tokens = tokens;

    /// <summary>Where reading stopped.</summary>
    public readonly int At => tokens.At;

    public void Read()
    {
        var token = tokens.Next();
        if (token is PdfToken.DictionaryOpen) Dictionary(depth: 0, isOpening: false);
        else if (token is PdfToken.ArrayOpen) Array("Kids", depth: 0);
        else if (token is PdfToken.Name) _ = Name(isKey: false);
    }

    private void Dictionary(int depth, bool isOpening)
    {
        if (depth > PdfLimits.MaxDepth) throw PdfLimits.Exceeded();
        string? key = null;
        var hasValue = true;
        var (last, beforeLast) = (-1, -1);
        while (true)
        {
            var token = tokens.Next();
            if (token is PdfToken.End or PdfToken.DictionaryClose) return;
            if (token is PdfToken.Name && hasValue)
            {
                key = Name(isKey: true);
                hasValue = false;
                if (depth == 0) target.OnKey(key);
                continue;
            }

            hasValue = true;
            Value(token, key ?? "", depth, isOpening);
            if (token is PdfToken.Number) (last, beforeLast) = (tokens.Number, last);
            else if (token is PdfToken.Keyword && tokens.Word.SequenceEqual("R"u8) && depth == 0) target.OnReference(key ?? "", beforeLast);
        }
    }

    private void Value(PdfToken token, string key, int depth, bool isOpening)
    {
        switch (token)
        {
            case PdfToken.Name:
                var name = Name(isKey: false);
                if (depth == 0) target.OnName(key, name);
                if (isOpening && key == "S") RequireHarmlessOpening(name);
                break;
            case PdfToken.Number when depth == 0:
                target.OnNumber(key, tokens.Number);
                break;
            case PdfToken.DictionaryOpen:
                if (depth == 0) target.OnNested(key);
                Dictionary(depth + 1, key == "OpenAction");
                break;
            case PdfToken.ArrayOpen:
                if (depth == 0) target.OnNested(key);
                Array(depth == 0 ? key : "", depth + 1);
                break;
        }
    }

    private void Array(string key, int depth)
    {
        if (depth > PdfLimits.MaxDepth) throw PdfLimits.Exceeded();
        var (last, beforeLast) = (-1, -1);
        while (true)
        {
            var token = tokens.Next();
            if (token is PdfToken.End or PdfToken.ArrayClose) return;
            if (token is PdfToken.Number) (last, beforeLast) = (tokens.Number, last);
            else if (token is PdfToken.DictionaryOpen) Dictionary(depth + 1, isOpening: false);
            else if (token is PdfToken.ArrayOpen) Array("", depth + 1);
            else if (token is PdfToken.Name && Name(isKey: false) is var name && key == "Filter") target.OnName(key, name);
            else if (token is PdfToken.Keyword && tokens.Word.SequenceEqual("R"u8)) OnReference(key, beforeLast);
        }
    }

    private readonly void OnReference(string key, int number)
    {
        if (key == "Kids") target.Kids.Add(number);
        else if (key == "Filter") target.OnReference(key, number);
    }

    private readonly string Name(bool isKey)
    {
        var name = Encoding.Latin1.GetString(tokens.Word);
        if (Active.Contains(name) || (isKey && ActiveKeys.Contains(name)))
            throw new UnacceptableFileException(ProblemCodes.PdfActiveContent);
        return name;
    }

    /// <summary>Opening at a page is what every word processor writes; anything else acts before the reader has chosen to.</summary>
    public static void RequireHarmlessOpening(string? action)
    {
        if (action is not (null or "GoTo")) throw new UnacceptableFileException(ProblemCodes.PdfActiveContent);
    }
}
