namespace Siskop2mi.Domain.Tests;

/// <summary>Values that hold, to change one thing of. The NIK are synthetic: they belong to nobody the stand-in registry knows.</summary>
internal static class Examples
{
    public const string Applicant = "applicant-1";
    public const string Vacancy = "ijepa-16-nurse";
    public const string Batch = "ijepa-16";
    public const string Office = "bp3mi-jawa-barat";
    public const string Officer = "officer-1";
    public const string WomanBorn19980817 = "3578025708980002";
    public const string ManBorn19950817 = "3201011708950001";

    /// <summary>2 March 2026, 10:00 in Jakarta.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = new(2026, 3, 2);

    public static EmailAddress Email(string text = "siti@example.org") =>
        EmailAddress.TryParse(text, out var value, out _) ? value : throw new ArgumentException(text);

    public static MotherName Mother(string text = "Ratna") =>
        MotherName.TryParse(text, out var value, out _) ? value : throw new ArgumentException(text);

    public static MobileNumber Mobile(string text = "081234567890") =>
        MobileNumber.TryParse(text, out var value, out _) ? value : throw new ArgumentException(text);

    public static NationalId Nik(string text = WomanBorn19980817) =>
        NationalId.TryParse(text, out var value, out _) ? value : throw new ArgumentException(text);

    public static AccountSecret Stamp(string text) => AccountSecret.Restore(text);

    /// <summary>The link made with a stamp is opened.</summary>
    public static ActivateAccount Activation(string stamp, string next) => new(Stamp(stamp), Stamp(next));

    public static StartRegistration Registration() =>
        new() { NationalId = Nik(), FullName = "Siti", MotherName = Mother(), ConsentVersion = "2026-01" };

    public static AccountSecret Code(string digits = "123456") => AccountSecret.Restore(digits);

    public static ChooseCredentials Credentials(string stamp = "stamp-1", ActivationChannel by = ActivationChannel.Email) => new()
    {
        Email = Email(),
        Mobile = Mobile(),
        PasswordHash = AccountSecret.Restore("hash-1"),
        SecurityStamp = Stamp(stamp),
        ActivateBy = by,
        Code = Code(),
    };

    /// <summary>The code of a text message is typed.</summary>
    public static ConfirmByCode Typed(string digits = "123456", string next = "stamp-2") => new(Code(digits), Stamp(next));

    /// <summary>An account that waits for the code it was sent.</summary>
    public static AccountState WaitingForCode() => ActivationRule.ChooseCredentials(
        Account(AccountStatus.CredentialsPending), Credentials(by: ActivationChannel.Sms), Now).State;

    public static AppointOfficer Appointment() => new()
    {
        Role = AccountRole.RegionalVerifier,
        OfficeId = Office,
        FullName = "Budi",
        Email = Email("budi@example.org"),
        PasswordHash = AccountSecret.Restore("hash-2"),
        SecurityStamp = Stamp("stamp-2"),
    };

    /// <summary>An account as the rules themselves bring it to a status.</summary>
    public static AccountState Account(AccountStatus status)
    {
        var checking = RegistrationRule.Start(new AccountState(), Registration(), Now).State;
        var confirmed = RegistrationRule.HearRegistry(checking, RegistryAnswer.Match).State;
        var pending = ActivationRule.ChooseCredentials(confirmed, Credentials(), Now).State;
        return status switch
        {
            AccountStatus.NotStarted => new AccountState(),
            AccountStatus.IdentityChecking => checking,
            AccountStatus.IdentityRejected => RegistrationRule.HearRegistry(checking, RegistryAnswer.Mismatch).State,
            AccountStatus.CredentialsPending => confirmed,
            AccountStatus.ActivationPending => pending,
            AccountStatus.Active => ActivationRule.Activate(pending, Activation("stamp-1", "stamp-2"), Now).State,
            AccountStatus.Abandoned => RegistrationRule.Abandon(pending, Now + RegistrationRule.ActivationPeriod).State,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No example of this status."),
        };
    }

    public static Profile Profile() => new()
    {
        BirthPlace = "Surabaya",
        BirthDate = new DateOnly(1998, 8, 17),
        Sex = Sex.Female,
        MaritalStatus = MaritalStatus.Single,
        IdentityAddress = "Jalan Mawar 1",
        Domicile = new Domicile
        {
            Province = "Jawa Timur",
            City = "Surabaya",
            District = "Gubeng",
            Village = "Airlangga",
            PostalCode = "60286",
            Address = "Jalan Mawar 1"
        },
        Parents = new Parents { FatherName = "Joko", MotherName = Mother(), Address = "Jalan Mawar 1" },
        EmergencyContacts = [new EmergencyContact { Name = "Joko", Relation = "father", Phone = Mobile(), Address = "Jalan Mawar 1" }],
    };

    public static VacancyNotice Notice() => new()
    {
        VacancyId = Vacancy,
        BatchId = Batch,
        Programme = "ijepa",
        Scheme = "g-to-g",
        Country = "JP",
        Title = ImmutableSortedDictionary<string, string>.Empty.Add("id", "Perawat").Add("en", "Nurse"),
        OpensAt = Now.AddDays(-1),
        ClosesAt = Now.AddDays(30),
        RequiredDocuments =
            [new RequiredDocument("diploma", false), new RequiredDocument("family-permission", false), new RequiredDocument("str", true)],
    };
}
