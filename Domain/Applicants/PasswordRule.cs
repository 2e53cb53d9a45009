using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// The password rule of the account guide (SIAPkerja B2): 8 characters or more, a lower-case letter, an upper-case letter, a
/// digit, and one of <c>! @ # $ % ^ &amp; *</c>. Any other character is welcome; nothing is cut off.
/// </summary>
public static class PasswordRule
{
    public const int MinLength = 8;
    public const int MaxLength = 256;

    private const string Symbols = "!@#$%^&*";

    public static readonly Refusal NotAccepted = new("password-not-accepted", RefusalKind.Invalid);

    /// <summary>Null when the password may be used; otherwise a refusal with every reason at once.</summary>
    public static Refusal? Check(string? password)
    {
        var text = password ?? "";
        var reasons = ImmutableArray.CreateBuilder<RefusalReason>();
        Require(text.EnumerateRunes().Count() >= MinLength, "password-too-short");
        Require(text.Length <= MaxLength, "password-too-long");
        Require(text.Any(char.IsLower), "password-needs-lower-case");
        Require(text.Any(char.IsUpper), "password-needs-upper-case");
        Require(text.Any(char.IsAsciiDigit), "password-needs-digit");
        Require(text.Any(Symbols.Contains), "password-needs-symbol");
        return reasons.Count == 0 ? null : NotAccepted.Because(reasons);

        void Require(bool holds, string code)
        {
            if (!holds) reasons.Add(new RefusalReason(code, "/password"));
        }
    }
}
