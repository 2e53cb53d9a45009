using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>
/// The code in an activation link: account id and security stamp, sealed by Data Protection, good for 24 hours. The end is
/// inside the seal instead of in Data Protection's time-limited wrapper, which does not tell an expired code from a forged one.
/// </summary>
public sealed class ActivationLinks(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a link works (domain reference 3.2).</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly IDataProtector protector = protection.CreateProtector("Siskop2mi.ActivationLink.v1");

    /// <summary>The code for an account as it stands: a new stamp makes every earlier code worthless.</summary>
    public string Create(string accountId, AccountSecret securityStamp) =>
        protector.Protect(string.Create(
            CultureInfo.InvariantCulture, $"{(time.GetUtcNow() + Life).ToUnixTimeSeconds()}|{accountId}|{securityStamp.Reveal()}"));

    /// <summary>The address of the page that activates, to be put into the mail.</summary>
    public string CreateUrl(string baseUrl, string accountId, AccountSecret securityStamp) =>
        $"{baseUrl.TrimEnd('/')}/activation/{accountId}/{Create(accountId, securityStamp)}";

    /// <summary>
    /// The stamp a code was made with. Refuses with <c>link-not-found</c> (broken, or of another account) or <c>link-expired</c>.
    /// </summary>
    public Outcome<AccountSecret> Read(string accountId, string? code)
    {
        try
        {
            if (code is not { Length: > 0 and <= 1_000 } || protector.Unprotect(code).Split('|') is not [var end, var account, var stamp]
                || account != accountId) return AccountRefusals.LinkNotFound;
            return long.Parse(end, CultureInfo.InvariantCulture) < time.GetUtcNow().ToUnixTimeSeconds()
                ? AccountRefusals.LinkExpired : AccountSecret.Restore(stamp);
        }
        catch (CryptographicException)
        {
            return AccountRefusals.LinkNotFound;
        }
    }
}
