using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Bench.Seeding;

/// <summary>
/// A made-up person, by number, as the rules of the domain leave them: registered, activated, with a profile that may apply.
/// Their states are stored without the events that led there, so that the server has no letters to write about them.
/// </summary>
internal sealed class Resident(int number)
{
    public const string Office = "bp3mi-jawa-barat";

    private static readonly DateTimeOffset RegisteredAt = new(2026, 1, 5, 2, 0, 0, TimeSpan.Zero);

    private static readonly RegionCatalogue Regions = new(
        [new("32", "Jawa Barat")], [new("32.04", "Bandung")], [new("32.04.09", "Soreang")], [new("32.04.09.2005", "Sadu")]);

    private static readonly Profile Filled = new()
    {
        BirthPlace = "Bandung",
        BirthDate = new DateOnly(1995, 8, 17),
        Sex = Sex.Female,
        MaritalStatus = MaritalStatus.Single,
        IdentityAddress = "Jl. Melati 16",
        Domicile = new Domicile
        {
            LocationType = LocationType.Domestic,
            ProvinceCode = "32",
            CityCode = "32.04",
            DistrictCode = "32.04.09",
            VillageCode = "32.04.09.2005",
            PostalCode = "40228",
            Address = "Jl. Melati 16",
        },
        Parents = new Parents { FatherName = "Budi Santoso", MotherName = MotherName.Restore("Sri Wahyuni"), Address = "Jl. Melati 16" },
        EmergencyContacts =
        [
            new EmergencyContact
            {
                Name = "Budi Santoso", Relation = "ayah", Phone = MobileNumber.Restore("+6281234567890"), Address = "Jl. Melati 16",
            },
        ],
    };

    public string Id { get; } = $"orang-{number:0000000}";

    public AccountSecret Stamp => AccountSecret.Restore($"stamp-{number:0000000}-abcdefghijkl");

    /// <summary>Nine digits of the NIK's order and district, the rest as of a woman born on 17 August 1995.</summary>
    private NationalId Nik
    {
        get
        {
            var (block, order) = Math.DivRem(number, 9_000);
            return NationalId.Restore($"32{(block / 90) + 10:00}{(block % 90) + 10:00}570895{order + 1_000:0000}");
        }
    }

    public AccountCard Card => new()
    {
        AccountId = Id,
        Status = AccountStatus.Active,
        Role = AccountRole.Applicant,
        OfficeId = null,
        FullName = "Siti Handayani",
        Email = Email,
        Mobile = null,
        NationalId = Nik,
        SecurityStamp = Stamp,
        HasTotp = false,
    };

    public EmailAddress Email => EmailAddress.Restore($"{Id}@contoh.test");

    public AccountState Account(AccountSecret passwordHash)
    {
        var before = AccountSecret.Restore("before");
        var state = Of(RegistrationRule.Start(new AccountState(), new StartRegistration
        {
            NationalId = Nik,
            FullName = "Siti Handayani",
            MotherName = MotherName.Restore("Sri Wahyuni"),
            ConsentVersion = "2026-01",
        }, RegisteredAt));
        state = Of(RegistrationRule.HearRegistry(state, RegistryAnswer.Match));
        state = Of(ActivationRule.ChooseCredentials(state, new ChooseCredentials
        {
            Email = Email,
            Mobile = MobileNumber.Restore($"+62813{number:00000000}"),
            PasswordHash = passwordHash,
            SecurityStamp = before,
            ActivateBy = ActivationChannel.Email,
            Code = AccountSecret.Restore("000000"),
        }, RegisteredAt));
        return Of(ActivationRule.Activate(state, new ActivateAccount(before, Stamp), RegisteredAt));
    }

    public ApplicantState Applicant()
    {
        var state = new ApplicantState();
        var facts = new ProfileFacts(new DateOnly(2026, 1, 5), Nik, "Siti Handayani");
        foreach (var step in ImmutableArray.Create(ProfileStep.Biodata, ProfileStep.Parents, ProfileStep.EmergencyContacts))
            state = Of(ProfileRule.Save(state, new SaveProfileStep(step, Filled, state.Revision), facts, Regions));
        return state;
    }

    /// <summary>A draft that only has to be sent.</summary>
    public ApplicationState Draft(string vacancyId, string batchId)
    {
        var state = Of(DraftRule.Start(
            new ApplicationState(), new StartApplication(Id, vacancyId), ApplicationIn(batchId), new StartFacts(batchId, true)));
        var answer = new AnswerLastStep(new LastStep(Office, true, "Mohon diproses, terima kasih."), state.Revision);
        return Of(DraftRule.AnswerLastStep(state, answer, officeVerifies: true));
    }

    public string ApplicationIn(string batchId) => ApplicationKey.Of(Id, batchId);

    private static TState Of<TState>(Decision<TState> decision) where TState : Entity =>
        decision.Refusal is { } refusal ? throw new InvalidOperationException($"The rules refuse: {refusal.Code}") : decision.State;
}
