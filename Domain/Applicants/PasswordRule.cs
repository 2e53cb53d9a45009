using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// The password rule of the account guide (SIAPkerja B2): 8 characters or more, a lower-case letter, an upper-case letter, a
/// digit, and one of <c>! @ # $ % ^ &amp; *</c>. Any other character is welcome; nothing is cut off. Such a rule alone lets
/// <c>Password123!</c> pass, so what many people choose and what others know of the person is refused, too (NIST SP 800-63B-4,
/// 3.1.1.2).
/// </summary>
public static class PasswordRule
{
    public const int MinLength = 8;
    public const int MaxLength = 256;

    private const string Symbols = "!@#$%^&*";

    public static readonly Refusal NotAccepted = new("password-not-accepted", RefusalKind.Invalid);

    // Shorter parts of names stand in too many words that say nothing of the person.
    private const int ShortestPart = 4;

    /// <summary>Null when the password may be used; otherwise a refusal with every reason at once.</summary>
    public static Refusal? Check(string? password, CommonPasswords common, PasswordOwner owner)
    {
        var text = password ?? "";
        var reasons = ImmutableArray.CreateBuilder<RefusalReason>();
        Require(text.EnumerateRunes().Count() >= MinLength, "password-too-short");
        Require(text.Length <= MaxLength, "password-too-long");
        Require(text.Any(char.IsLower), "password-needs-lower-case");
        Require(text.Any(char.IsUpper), "password-needs-upper-case");
        Require(text.Any(char.IsAsciiDigit), "password-needs-digit");
        Require(text.Any(Symbols.Contains), "password-needs-symbol");
        if (text.Length <= MaxLength)
        {
            Require(!common.Contain(text), "password-blocklisted");
            Require(!IsPersonal(text, owner), "password-personal");
        }

        return reasons.Count == 0 ? null : NotAccepted.Because(reasons);

        void Require(bool holds, string code)
        {
            if (!holds) reasons.Add(new RefusalReason(code, "/password"));
        }
    }

    private static bool IsPersonal(string password, PasswordOwner owner) =>
        PartsOf(owner).Any(part => part.Length >= ShortestPart && password.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> PartsOf(PasswordOwner owner)
    {
        var mailbox = owner.Email?.Reveal().Split('@')[0] ?? "";
        return
        [
            mailbox,
            .. mailbox.Split('.', '_', '-', '+'),
            .. (owner.FullName ?? "").Split(' ', '.', ',', '\'', '-'),
            owner.NationalId?.Reveal() ?? "",
            owner.Mobile?.Reveal()["+62".Length..] ?? "",
        ];
    }
}

/// <summary>What others know of who chooses a password.</summary>
public sealed record PasswordOwner(EmailAddress? Email, MobileNumber? Mobile, NationalId? NationalId, string? FullName);
