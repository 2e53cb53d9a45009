namespace Siskop2mi.Domain.Primitives;

/// <summary>What text that a person wrote must be to be kept.</summary>
public static class LineRule
{
    /// <summary>
    /// The reason code of what is wrong with one line, or null: <c>text-empty</c>, <c>text-too-long</c>, <c>text-spaces</c>
    /// (around it), <c>text-characters</c> (a control character).
    /// </summary>
    /// <param name="text">The text as it would be kept.</param>
    /// <param name="max">Most characters (UTF-16 code units).</param>
    public static string? Check(string? text, int max) => Check(text, max, char.IsControl);

    /// <summary>As <see cref="Check(string?, int)"/>, for text of several lines: line feeds are allowed.</summary>
    public static string? CheckLines(string? text, int max) => Check(text, max, letter => char.IsControl(letter) && letter != '\n');

    private static string? Check(string? text, int max, Func<char, bool> isForbidden) =>
        string.IsNullOrWhiteSpace(text) ? "text-empty"
        : text.Length > max ? "text-too-long"
        : char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? "text-spaces"
        : text.Any(isForbidden) ? "text-characters"
        : null;
}
