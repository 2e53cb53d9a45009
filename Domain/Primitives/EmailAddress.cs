using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Siskop2mi.Domain.Primitives;

/// <summary>An e-mail address, at most 254 characters, unique without regard to case.</summary>
public sealed partial record EmailAddress : ISensitiveValue<EmailAddress>
{
    private readonly string address;

    private EmailAddress(string address) => this.address = address;

    /// <inheritdoc />
    public static string Purpose => "email";

    /// <inheritdoc />
    public static EmailAddress Restore(string plain) => new(plain);

    /// <summary>Reads an address and lower-cases it; refuses with <c>email-format</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        var isAddress = text is { Length: <= 254 } && Shape().IsMatch(text);
        refusal = isAddress ? null : EmailRefusals.Format;
        value = isAddress ? new EmailAddress(text!.ToLowerInvariant()) : null;
        return isAddress;
    }

    /// <inheritdoc />
    public string Reveal() => address;

    /// <summary>Masked: the domain only.</summary>
    public override string ToString() =>
        address.LastIndexOf('@') is >= 0 and var at ? string.Concat("***", address.AsSpan(at)) : "***";

    // Deliberately plain: what our mail adapter can hand on in ASCII. The activation link proves the rest.
    [GeneratedRegex(
        @"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{1,58}[A-Za-z0-9])\z")]
    private static partial Regex Shape();
}

/// <summary>What can be wrong with an e-mail address.</summary>
public static class EmailRefusals
{
    public static readonly Refusal Format = new("email-format", RefusalKind.Invalid);
}
