using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>
/// Replaces forgotten passwords. The ticket is the account's id, sealed; a name nobody has gets the ticket of an id nobody has.
/// Both steps take at least <see cref="Floor"/>, so that the time tells no more than the answer.
/// </summary>
internal sealed class PasswordResets(
    IGrainFactory grains, LogIns logIns, PasswordHashing hashing, CommonPasswords common, IDataProtectionProvider protection,
    TimeProvider time)
{
    private const int IdLength = 64;

    /// <summary>More than the slowest of the two ways takes.</summary>
    private static readonly TimeSpan Floor = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a ticket is good for; its code is not good for longer.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly IDataProtector protector = protection.CreateProtector("Siskop2mi.PasswordReset.v1");

    /// <summary>Sends the owner a code, if there is one, and gives a ticket in any case.</summary>
    public async Task<string> Request(string login, CancellationToken cancellationToken)
    {
        var floor = Task.Delay(Floor, time, cancellationToken);
        var id = await logIns.Find(login, cancellationToken);
        var by = login.Contains('@', StringComparison.Ordinal) ? ActivationChannel.Email : ActivationChannel.Sms;
        if (id is not null)
            await grains.GetGrain<IAccountGrain>(id).RequestPasswordReset(new RequestPasswordReset(by, Ids.NewCode()));
        await floor;
        return Seal(id ?? Ids.New());
    }

    /// <summary>Changes the password. Refuses as <see cref="IAccountGrain.ResetPassword"/> and <see cref="PasswordRule"/>.</summary>
    public async Task<Outcome<Done>> Reset(string ticket, string code, string password, CancellationToken cancellationToken)
    {
        if (PasswordRule.Check(password, common, new PasswordOwner(null, null, null, null)) is { } weak) return weak;
        var floor = Task.Delay(Floor, time, cancellationToken);
        var outcome = Open(ticket) is { } id
            ? await Reset(grains.GetGrain<IAccountGrain>(id), AccountSecret.Restore(code), password, cancellationToken)
            : AccountRefusals.InvalidCode;
        await floor;
        return outcome;
    }

    private async Task<Outcome<Done>> Reset(IAccountGrain account, AccountSecret code, string password, CancellationToken cancellationToken)
    {
        var holds = OneTimeCodeRule.Refuse((await account.GetCredentials()).ResetCode, code, time.GetUtcNow()) is null;
        // What others know of the owner is compared for the owner only: anybody else would learn it by trying.
        if (holds && PasswordRule.Check(password, common, OwnerOf(await account.GetCard())) is { } personal) return personal;
        var hash = holds ? await hashing.Hash(password, cancellationToken) : AccountSecret.Restore("");
        return await account.ResetPassword(new ResetPassword(code, hash, Ids.NewStamp()));
    }

    private static PasswordOwner OwnerOf(AccountCard card) => new(card.Email, card.Mobile, card.NationalId, card.FullName);

    /// <summary>The ticket of an account, whose code was sent or told otherwise.</summary>
    public string Seal(string id) => protector.Protect(string.Create(
        CultureInfo.InvariantCulture, $"{(time.GetUtcNow() + Life).ToUnixTimeSeconds()}|{id.PadRight(IdLength)}"));

    private string? Open(string ticket)
    {
        try
        {
            return ticket.Length <= 1_000 && protector.Unprotect(ticket).Split('|') is [var end, var id]
                && long.Parse(end, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds() ? id.TrimEnd() : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
