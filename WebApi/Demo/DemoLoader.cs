using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Silo;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Demo;

/// <summary>
/// Makes the demo's accounts and its small vacancy when a node becomes active,
/// through the same commands as everybody's. Repeating it changes nothing.
/// </summary>
internal sealed class DemoLoader(IGrainFactory grains, PasswordHashing passwords, TimeProvider time) : INodeDuty
{
    private const string ApplicantId = "demo-siti";

    public async Task Run(CancellationToken cancellationToken)
    {
        foreach (var officer in DemoAccounts.Officers) await Appoint(officer, cancellationToken);
        await RegisterApplicant(cancellationToken);
        await DemoVacancies.Announce(grains, time.GetUtcNow());
    }

    private async Task Appoint(DemoOfficer officer, CancellationToken cancellationToken)
    {
        var account = grains.GetGrain<IAccountGrain>(officer.AccountId);
        if ((await account.GetCard()).Status is not AccountStatus.NotStarted) return;
        await account.Appoint(new AppointOfficer
        {
            Role = officer.Role,
            OfficeId = officer.OfficeId,
            FullName = officer.Name,
            Email = Address(officer.LogIn),
            PasswordHash = await passwords.Hash(DemoAccounts.OfficerPassword, cancellationToken),
            SecurityStamp = Ids.NewStamp(),
        });
    }

    private async Task RegisterApplicant(CancellationToken cancellationToken)
    {
        var account = grains.GetGrain<IAccountGrain>(ApplicantId);
        if ((await account.GetCard()).Status is AccountStatus.Active) return;
        if (!NationalId.TryParse(DemoAccounts.ApplicantNationalId, out var nationalId, out _) || !MotherName.TryParse(
            "Sri Wahyuni", out var mother, out _) || !MobileNumber.TryParse(DemoAccounts.ApplicantMobile, out var mobile, out _))
            throw new InvalidOperationException("The demo applicant's data are not well formed.");

        await account.StartRegistration(new StartRegistration
        {
            NationalId = nationalId,
            FullName = "Siti Contoh",
            MotherName = mother,
            ConsentVersion = "demo",
        });
        var stamp = Ids.NewStamp();
        await account.ChooseCredentials(new ChooseCredentials
        {
            Email = Address(DemoAccounts.ApplicantLogIn),
            Mobile = mobile,
            PasswordHash = await passwords.Hash(DemoAccounts.ApplicantPassword, cancellationToken),
            SecurityStamp = stamp,
            ActivateBy = ActivationChannel.Email,
            Code = Ids.NewCode(),
        });
        await account.Activate(new ActivateAccount(stamp, Ids.NewStamp()));
    }

    private static EmailAddress Address(string text) =>
        EmailAddress.TryParse(text, out var address, out _) ? address : throw new InvalidOperationException($"{text} is no address.");
}
