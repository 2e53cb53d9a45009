using System.Text;

namespace Siskop2mi.Domain.Primitives;

/// <summary>Turns names of types and enum members into the words we store and publish.</summary>
public static class KebabCase
{
    /// <summary><c>DocumentsVerified</c> is <c>documents-verified</c>.</summary>
    public static string From(string pascalCase)
    {
        var text = new StringBuilder(pascalCase.Length + 4);
        foreach (var letter in pascalCase)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
