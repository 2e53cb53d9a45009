using System.Security.Cryptography;
using System.Text;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// Something the system itself makes and tells nobody: a password's hash, a security stamp. Whoever reads a stamp could
/// forge a link or a session, and whoever reads a hash could try passwords against it at leisure.
/// </summary>
public sealed record AccountSecret : ISensitiveValue<AccountSecret>
{
    private readonly string text;

    private AccountSecret(string text) => this.text = text;

    /// <inheritdoc />
    public static string Purpose => "account-secret";

    /// <inheritdoc />
    public static AccountSecret Restore(string plain) => new(plain);

    /// <inheritdoc />
    public string Reveal() => text;

    /// <summary>Takes as long wherever the two differ, so that nobody finds a stamp by trying it letter by letter.</summary>
    public bool Equals(AccountSecret? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(other.text));

    /// <inheritdoc />
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Masked whole.</summary>
    public override string ToString() => "***";
}
