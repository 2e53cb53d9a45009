using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>A person of a run: what they send, and what they were told. The journal is what the system must never take back.</summary>
internal sealed class Person(int number, bool holds)
{
    private int stamps;

    public string Id { get; } = $"p{number}";

    /// <summary>Whether the civil registry knows this person under these names.</summary>
    public bool Holds { get; } = holds;

    public string Application => ApplicationKey.Of(Id, Places.Batch);

    public AccountSecret Stamp => AccountSecret.Restore($"{Id}-stamp-{stamps}");

    public MobileNumber Mobile { get; } = MobileNumber.Restore($"+62812345678{number:00}");

    /// <summary>Codes that may have been sent; the newest last.</summary>
    public List<AccountSecret> Codes { get; } = [];

    public StartRegistration Registration { get; } = new()
    {
        NationalId = NationalId.Restore($"320101170895000{number + 1}"),
        FullName = holds ? "Siti" : "Nobody",
        MotherName = MotherName.Restore("Ratna"),
        ConsentVersion = "1",
    };

    /// <summary>The receipt given last, with the key it was given for.</summary>
    public (string Key, ApplicationReceipt Receipt)? Sent { get; private set; }

    /// <summary>
    /// Steps of the profile acknowledged: the token a step carried at a revision. A repeat is shown the revision there is.
    /// </summary>
    public Dictionary<(int Revision, ProfileStep Step), string> Saves { get; } = [];

    /// <summary>Every receipt given, by the key it was given for.</summary>
    public Dictionary<string, ApplicationReceipt> Receipts { get; } = [];

    /// <summary>Ids of documents acknowledged.</summary>
    public HashSet<string> Documents { get; } = [];

    public string? VerifiedBy { get; set; }

    public bool WasActive { get; set; }

    public ChooseCredentials NewCredentials()
    {
        stamps++;
        return new ChooseCredentials
        {
            Email = EmailAddress.Restore($"{Id}@example.org"),
            Mobile = Mobile,
            PasswordHash = AccountSecret.Restore("hash"),
            SecurityStamp = Stamp,
            ActivateBy = stamps % 2 == 0 ? ActivationChannel.Sms : ActivationChannel.Email,
            Code = NewCode(),
        };
    }

    public AccountSecret NewCode()
    {
        Codes.Add(AccountSecret.Restore($"{Codes.Count:000000}"));
        return Codes[^1];
    }

    public string DocumentOf(string type) => $"{Id}-{type}";

    public AddDocument Document(string type) => Document(type, DocumentOf(type));

    public AddDocument Document(string type, string id) => new()
    {
        OwnerId = Id,
        TypeCode = type,
        File = new StoredFile
        {
            BlobId = $"blob-{id}",
            Size = 1,
            Sha256 = id,
            MediaType = "application/pdf",
            FileName = "f.pdf"
        },
    };

    public ImmutableSortedDictionary<string, string> AllDocuments =>
        Places.Required.ToImmutableSortedDictionary(type => type, DocumentOf);

    /// <summary>The steps of a profile that an application needs, and the photo.</summary>
    public static ImmutableArray<ProfileStep> Steps { get; } =
        [ProfileStep.Biodata, ProfileStep.Parents, ProfileStep.EmergencyContacts, ProfileStep.Photo];

    /// <summary>A profile each of whose steps carries the token.</summary>
    public static Profile Profile(string token) => new()
    {
        BirthPlace = token,
        BirthDate = new DateOnly(1995, 8, 17),
        Sex = Sex.Male,
        MaritalStatus = MaritalStatus.Single,
        IdentityAddress = "a",
        Domicile = new Domicile
        {
            LocationType = LocationType.Domestic,
            ProvinceCode = "35",
            CityCode = "35.78",
            DistrictCode = "35.78.08",
            VillageCode = "35.78.08.1003",
            PostalCode = "12345",
            Address = "e",
        },
        Parents = new Parents { FatherName = "Joko", MotherName = MotherName.Restore("Ratna"), Address = token },
        EmergencyContacts =
            [new EmergencyContact { Name = "Joko", Relation = "father", Phone = MobileNumber.Restore("+6281234567890"), Address = token }],
    };

    public static StoredFile Photo(string token) =>
        new() { BlobId = $"blob-{token}", Size = 1, Sha256 = token, MediaType = "image/png", FileName = "f.png" };

    /// <summary>The token that a step carries; null while it was not saved.</summary>
    public static string? TokenOf(ProfileStep step, Profile? profile, StoredFile? photo) => step switch
    {
        ProfileStep.Biodata => profile?.BirthPlace,
        ProfileStep.Parents => profile?.Parents?.Address,
        ProfileStep.EmergencyContacts => profile?.EmergencyContacts.FirstOrDefault()?.Address,
        _ => photo?.Sha256,
    };

    /// <summary>The receipt of a key is the same for ever, and the reference never changes.</summary>
    public void Hold(string key, ApplicationReceipt receipt)
    {
        Promise.Holds(receipt.ApplicationId == Application, "a receipt names another application");
        Promise.Holds(
            Receipts.GetValueOrDefault(key, receipt) == receipt, $"{Id} holds {Receipts.GetValueOrDefault(key)} and was given {receipt}");
        Promise.Holds(Sent is null || Sent.Value.Receipt.Reference == receipt.Reference, $"{Id} is called by two references");
        Receipts[key] = receipt;
        Sent = (key, receipt);
    }

    /// <summary>Two saves of a step never get the same revision.</summary>
    public void Keep(ApplicantProfile kept, ProfileStep step, string token)
    {
        var shown = TokenOf(step, kept.Profile, kept.Photo);
        Promise.Holds(shown == token, $"{Id} saved {token} as {step} and was answered {shown}");
        Promise.Holds(
            Saves.TryAdd((kept.Revision, step), token) || Saves[(kept.Revision, step)] == token,
            $"{Id} was given revision {kept.Revision} of {step} twice");
    }
}

/// <summary>What must hold.</summary>
internal static class Promise
{
    public static void Holds(bool condition, string otherwise)
    {
        if (!condition) throw new InvalidOperationException(otherwise);
    }
}
