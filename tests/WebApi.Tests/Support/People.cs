using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>Made-up people with accounts, made through the grains, each new.</summary>
internal static class People
{
    public const string Password = "Sakura#Mekar16";

    private static int serial = 1_000;

    /// <summary>A well-formed NIK of a woman born on 17 August 1995, that nobody had before and the registry confirms.</summary>
    public static string NewNationalId()
    {
        var number = Interlocked.Increment(ref serial);
        return string.Create(CultureInfo.InvariantCulture, $"3204{number / 9_000 + 10:00}570895{1_000 + (number % 9_000):0000}");
    }

    /// <summary>A mobile number that nobody had before.</summary>
    public static MobileNumber NewMobile()
    {
        var number = Interlocked.Increment(ref serial);
        Assert.True(MobileNumber.TryParse(string.Create(CultureInfo.InvariantCulture, $"0813{number:00000000}"), out var mobile, out _));
        return mobile;
    }

    /// <summary>What is asked for after the identity holds.</summary>
    public static object Credentials(string email, string? mobile = null, string activateBy = "email", string password = Password) =>
        new { email, mobile = mobile ?? NewMobile().Reveal(), password, activateBy };

    public static async Task<Caller> Applicant(this FrontDoorFixture door, string? password = null)
    {
        var account = door.Grains.GetGrain<IAccountGrain>(Ids.New());
        Assert.True(NationalId.TryParse(NewNationalId(), out var nationalId, out _));
        Assert.True(MotherName.TryParse("Sri Wahyuni", out var mother, out _));
        await account.StartRegistration(
            new StartRegistration
            {
                NationalId = nationalId,
                FullName = "Siti Handayani",
                MotherName = mother,
                ConsentVersion = "2026-01",
            });
        var (stamp, address) = (Ids.NewStamp(), NewAddress());
        await account.ChooseCredentials(
            new ChooseCredentials
            {
                Email = address,
                Mobile = NewMobile(),
                PasswordHash = await Hash(door, password),
                SecurityStamp = stamp,
                ActivateBy = ActivationChannel.Email,
                Code = Ids.NewCode(),
            });
        await account.Activate(new ActivateAccount(stamp, Ids.NewStamp()));
        return await Caller(door, account);
    }

    public static async Task<Caller> Officer(this FrontDoorFixture door, AccountRole role, string? office, string? password = null)
    {
        var account = door.Grains.GetGrain<IAccountGrain>(Ids.New());
        await account.Appoint(new AppointOfficer
        {
            Role = role,
            OfficeId = office,
            FullName = "Petugas Contoh",
            Email = NewAddress(),
            PasswordHash = await Hash(door, password),
            SecurityStamp = Ids.NewStamp(),
        });
        return await Caller(door, account);
    }

    public static Task<Caller> InRole(this FrontDoorFixture door, AccountRole role) => role switch
    {
        AccountRole.Unspecified => Task.FromResult(door.Anonymous()),
        AccountRole.Applicant => door.Applicant(),
        AccountRole.RegionalVerifier => door.Officer(role, "bp3mi-jawa-barat"),
        _ => door.Officer(role, null),
    };

    public static Caller Anonymous(this FrontDoorFixture door) => new(door.Address);

    private static async Task<Caller> Caller(FrontDoorFixture door, IAccountGrain account)
    {
        var card = await account.GetCard();
        Assert.Equal(AccountStatus.Active, card.Status);
        var caller = new Caller(door.Address) { AccountId = card.AccountId, Email = card.Email!.Reveal() };
        caller.UseToken(door.Services.GetRequiredService<SessionTokens>().MakeFor(card).AccessToken);
        return caller;
    }

    private static EmailAddress NewAddress()
    {
        Assert.True(EmailAddress.TryParse($"orang.{Ids.New()}@contoh.test", out var address, out _));
        return address;
    }

    // Most tests never log in with a password; hashing one for each would take minutes.
    private static async Task<AccountSecret> Hash(FrontDoorFixture door, string? password) =>
        password is null ? AccountSecret.Restore(
            "no-password") : await door.Services.GetRequiredService<PasswordHashing>().Hash(password, CancellationToken.None);
}
