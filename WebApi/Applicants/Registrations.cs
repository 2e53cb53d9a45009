using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Activation by code or link, as the interface and the page both do it.</summary>
internal sealed class Registrations(IGrainFactory grains, ActivationLinks links, AccountQueries accounts)
{
    public IAccountGrain Account(string id) => grains.GetGrain<IAccountGrain>(id);

    /// <summary>As <see cref="Open"/>; who has the NIK already hears of it by mail, also when it is somebody else who tries.</summary>
    public async Task<Outcome<RegistrationReceipt>> Activate(string id, string? code)
    {
        var outcome = await Open(id, code);
        if (outcome.Refusal == AccountRefusals.AlreadyRegistered
            && (await Account(id).GetCard()).NationalId is { } nationalId
            && await accounts.FindActiveByNationalId(nationalId, CancellationToken.None) is { } owner)
            await Account(owner).NoteOtherRegistration();
        return outcome;
    }

    /// <summary>
    /// Opens the account. Six digits are the code of a text message (refused as <see cref="IAccountGrain.ConfirmByCode"/>), anything
    /// else is that of a link (refused as <see cref="ActivationLinks.Read"/> and <see cref="IAccountGrain.Activate"/>).
    /// </summary>
    private async Task<Outcome<RegistrationReceipt>> Open(string id, string? code)
    {
        if (code is { Length: OneTimeCodeRule.Digits } && code.All(char.IsAsciiDigit))
            return Ids.IsAccount(id)
                ? await Account(id).ConfirmByCode(new ConfirmByCode(AccountSecret.Restore(code), Ids.NewStamp()))
                : AccountRefusals.InvalidCode;
        if (!Ids.IsAccount(id)) return AccountRefusals.LinkNotFound;
        var stamp = links.Read(id, code);
        return stamp.Refusal is { } refusal ? refusal : await Account(id).Activate(new ActivateAccount(stamp.Value!, Ids.NewStamp()));
    }
}
