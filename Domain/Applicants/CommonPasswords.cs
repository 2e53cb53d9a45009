using System.Collections.Frozen;
using System.Text;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// What many people choose as a password, as words without the digits and symbols they put around them
/// (<c>reference-data/common-passwords.txt</c>). <c>P4ssw0rd123!</c>, <c>Siskop2mi2026#</c> and <c>!!Indonesia</c> are those words again.
/// </summary>
public sealed class CommonPasswords
{
    // Each look-alike sign with the letters it stands for; 1 and ! are written for i and for l.
    private const string Signs = "@483!1057$+|";
    private static readonly string[] Readings = ["aabeiioststi", "aabelloststl"];

    private readonly FrozenSet<string> words;

    /// <param name="words">One each; case, look-alike signs and what is written around them do not matter.</param>
    public CommonPasswords(IEnumerable<string> words) => this.words = words.SelectMany(Bases).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the password is one of the words with something around it, or one of them twice.</summary>
    public bool Contain(string password) => Bases(password).Any(found => words.Contains(found) || IsTwice(found));

    private bool IsTwice(string found) =>
        found.Length % 2 == 0 && found[..(found.Length / 2)] == found[(found.Length / 2)..] && words.Contains(found[..(found.Length / 2)]);

    // Which of the digits at the ends belong to the word cannot be told ("s1skop2m1!"), so every cut is tried.
    private static IEnumerable<string> Bases(string text)
    {
        var lower = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var (start, end) = (0, lower.Length);
        while (start < end && !char.IsLetter(lower[start])) start++;
        while (end > start && !char.IsLetter(lower[end - 1])) end--;
        for (var from = Math.Max(0, start - 3); from <= start; from++)
        {
            for (var to = end; to <= Math.Min(lower.Length, end + 3); to++)
            {
                foreach (var reading in Readings) yield return Read(lower[from..to], reading);
            }
        }

        yield return lower;
    }

    private static string Read(string text, string reading) => string.Concat(
        text.Where(sign => char.IsLetterOrDigit(sign) || Signs.Contains(sign))
            .Select(sign => Signs.IndexOf(sign) is >= 0 and var at ? reading[at] : sign));
}
