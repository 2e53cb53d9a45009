using System.Globalization;
using System.Text;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents;

/// <summary>
/// The person's name for a file, made safe to show. The file itself is stored under a name of ours, so a name can only
/// mislead people: what hides (paths, direction overrides, controls) is taken out, what only makes sense to fool a server
/// (<c>x.php.jpg</c>, <c>.htaccess</c>, <c>x.jpg::$DATA</c>) is refused.
/// </summary>
internal static class FileNames
{
    private const int MaxLength = 100;

    private static readonly HashSet<string> Programs = new(StringComparer.OrdinalIgnoreCase)
    {
        "asp", "aspx", "bat", "cgi", "cmd", "com", "dll", "exe", "htaccess", "htm", "html", "jar", "js", "jsp", "jspx", "lnk", "mjs", "msi",
        "phar", "php", "php3", "php4", "php5", "phtml", "pl", "ps1", "py", "rb", "scr", "sh", "shtml", "svg", "vbs", "war", "xhtml", "xml",
    };

    public static string Clean(string? given)
    {
        var name = (given ?? "").Normalize(NormalizationForm.FormC);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.EnumerateRunes().Where(IsShown)).Trim();
        if (name.StartsWith('.') || name.Contains(':', StringComparison.Ordinal) || name.Contains("%00", StringComparison.Ordinal)
            || name.Split('.').Skip(1).Any(Programs.Contains))
            throw new ProblemException(new Problem(StatusCodes.Status422UnprocessableEntity, ProblemCodes.FileName)
            {
                Errors = [new FieldError("/file", ProblemCodes.FileName)],
            });
        return Shorten(name.Length == 0 ? "dokumen" : name);
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune.Value is not ('"' or '<' or '>' or '|' or '*' or '?');

    private static string Shorten(string name)
    {
        if (name.Length <= MaxLength) return name;
        var extension = Path.GetExtension(name) is { Length: <= 5 } ending ? ending : "";
        var cut = MaxLength - extension.Length;
        if (char.IsHighSurrogate(name[cut - 1])) cut--;
        return name[..cut] + extension;
    }
}
