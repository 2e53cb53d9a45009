using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// A device that was logged in before carries a token that says so, sealed and bound to the account. It opens nothing: wrong
/// passwords from it are counted by themselves, so that a stranger's do not keep the owner out, and an officer's need not wait
/// behind everybody's (<see cref="Admission.Lane.OfficerLogIn"/>).
/// </summary>
public sealed class KnownDevices(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a device is remembered after its last log-in [assumption].</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(180);

    private const string Officer = "officer";

    private readonly IDataProtector protector = protection.CreateProtector("Siskop2mi.KnownDevice.v1");

    /// <summary>A token for a device; the same device when it had one already.</summary>
    public string Create(string accountId, AccountRole role, string? deviceId) => protector.Protect(string.Create(
        CultureInfo.InvariantCulture,
        $"{(time.GetUtcNow() + Life).ToUnixTimeSeconds()}|{accountId}|{deviceId ?? Ids.New()}|{(IsOfficer(role) ? Officer : "")}"));

    /// <summary>The device, or null when the token is none of ours, of another account, or too old.</summary>
    public string? Read(string accountId, string? token) =>
        Open(token) is [var account, var device, ..] && account == accountId ? device : null;

    /// <summary>Whether an officer was logged in on the device; false when the token is none of ours, or too old.</summary>
    public bool IsOfOfficer(string? token) => Open(token) is [_, _, Officer];

    private static bool IsOfficer(AccountRole role) => role is not (AccountRole.Unspecified or AccountRole.Applicant);

    // Account, device and, in tokens since 0.3, whose it is.
    private string[]? Open(string? token)
    {
        try
        {
            return token is { Length: > 0 and <= 1_000 } && protector.Unprotect(token).Split('|') is [var end, .. var rest]
                && long.Parse(end, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
                ? rest : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
