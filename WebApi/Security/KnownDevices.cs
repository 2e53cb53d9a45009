using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// A device that was logged in before carries a token that says so, sealed and bound to the account. It opens nothing: wrong
/// passwords from it are counted by themselves, so that a stranger's do not keep the owner out.
/// </summary>
public sealed class KnownDevices(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a device is remembered after its last log-in [assumption].</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(180);

    private readonly IDataProtector protector = protection.CreateProtector("Siskop2mi.KnownDevice.v1");

    /// <summary>A token for a device; the same device when it had one already.</summary>
    public string Create(string accountId, string? deviceId) => protector.Protect(string.Create(
        CultureInfo.InvariantCulture, $"{(time.GetUtcNow() + Life).ToUnixTimeSeconds()}|{accountId}|{deviceId ?? Ids.New()}"));

    /// <summary>The device, or null when the token is none of ours, of another account, or too old.</summary>
    public string? Read(string accountId, string? token)
    {
        try
        {
            return token is { Length: > 0 and <= 1_000 } && protector.Unprotect(token).Split('|') is [var end, var account, var device]
                && account == accountId && long.Parse(end, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
                ? device : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
