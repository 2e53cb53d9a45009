namespace Siskop2mi.Domain.Primitives;

/// <summary>What a line of text that a person wrote must be to be kept.</summary>
public static class LineRule
{
    /// <summary>
    /// The reason code of what is wrong, or null: <c>text-empty</c>, <c>text-too-long</c>, <c>text-spaces</c> (around it),
    /// <c>text-characters</c> (a control character).
    /// </summary>
    /// <param name="text">The text as it would be kept.</param>
    /// <param name="max">Most characters (UTF-16 code units).</param>
    public static string? Check(string? text, int max) =>
        string.IsNullOrWhiteSpace(text) ? "text-empty"
        : text.Length > max ? "text-too-long"
        : char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? "text-spaces"
        : text.Any(char.IsControl) ? "text-characters"
        : null;
}
