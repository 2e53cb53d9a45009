using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// An Indonesian mobile number in E.164 (<c>+628...</c>). Accepts 08, 628 and +628 with spaces, dashes and dots; operator
/// prefixes are not checked, because numbers are portable.
/// </summary>
public sealed partial record MobileNumber : ISensitiveValue<MobileNumber>
{
    private readonly string e164;

    private MobileNumber(string e164) => this.e164 = e164;

    /// <inheritdoc />
    public static string Purpose => "mobile";

    /// <inheritdoc />
    public static MobileNumber Restore(string plain) => new(plain);

    /// <summary>Reads a number; refuses with <c>phone-not-allowed</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MobileNumber? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        var digits = Separators().Replace(text ?? "", "");
        var e164 = digits switch
        {
            ['0', '8', ..] => "+62" + digits[1..],
            ['6', '2', ..] => "+" + digits,
            _ => digits,
        };
        value = Shape().IsMatch(e164) ? new MobileNumber(e164) : null;
        refusal = value is null ? MobileRefusals.NotAllowed : null;
        return value is not null;
    }

    /// <inheritdoc />
    public string Reveal() => e164;

    /// <summary>Masked: the last two digits only.</summary>
    public override string ToString() => e164.Length > 10 ? string.Concat("+62*******", e164.AsSpan(e164.Length - 2)) : "***";

    [GeneratedRegex(@"[ .\-]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\A\+628[1-9][0-9]{7,10}\z")]
    private static partial Regex Shape();
}

/// <summary>What can be wrong with a mobile number.</summary>
public static class MobileRefusals
{
    public static readonly Refusal NotAllowed = new("phone-not-allowed", RefusalKind.Invalid);
}
