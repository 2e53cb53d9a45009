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
            LocationType = LocationType.Domestic,
            ProvinceCode = "35",
            CityCode = "35.78",
            DistrictCode = "35.78.08",
            VillageCode = "35.78.08.1003",
            Province = "Jawa Timur",
            City = "Kota Surabaya",
            District = "Gubeng",
            Village = "Airlangga",
            PostalCode = "60286",
            Address = "Jalan Mawar 1",
        },
        Education = new History<EducationEntry> { HasNone = false, Entries = [Ners()] },
        Work = new History<WorkEntry> { HasNone = false, Entries = [Job()] },
        Training = new History<TrainingEntry> { HasNone = false, Entries = [Course()] },
        Certification = new History<CertificationEntry> { HasNone = false, Entries = [Certificate()] },
        Skills = new History<string> { HasNone = false, Entries = ["Perawatan lansia", "Komputer"] },
        Languages = [new LanguageSkill("ja", "N5"), new LanguageSkill("en", "B1")],
        Parents = new Parents { FatherName = "Joko", MotherName = Mother(), Address = "Jalan Mawar 1" },
        EmergencyContacts = [new EmergencyContact { Name = "Joko", Relation = "father", Phone = Mobile(), Address = "Jalan Mawar 1" }],
    };

    public static StoredFile Photo(string sha256 = "a1") =>
        new() { BlobId = $"blob-{sha256}", Size = 1_000, Sha256 = sha256, MediaType = "image/jpeg", FileName = "foto.jpg" };

    public static EducationEntry Ners() => new()
    {
        Level = EducationLevel.Profession,
        Institution = "Universitas Airlangga",
        Major = "Profesi Ners",
        Field = StudyField.Nursing,
        StartYear = 2020,
        GraduationYear = 2021,
    };

    public static WorkEntry Job() => new()
    {
        JobTitle = "Perawat",
        Company = "Rumah Sakit Contoh",
        EmploymentType = EmploymentType.FullTime,
        LocationType = LocationType.Domestic,
        Location = "Surabaya",
        StartedOn = new DateOnly(2022, 1, 3),
        EndedOn = new DateOnly(2024, 1, 31),
        Description = "Ruang rawat inap.\nShift malam.",
    };

    public static TrainingEntry Course() => new()
    {
        Institution = "BLK Surabaya",
        Programme = "Caregiver",
        Vocation = "Kesehatan",
        SubVocation = "Lansia",
        LocationType = LocationType.Domestic,
        Location = "Surabaya",
        StartedOn = new DateOnly(2024, 3, 1),
        EndedOn = new DateOnly(2024, 6, 30),
    };

    public static CertificationEntry Certificate() => new()
    {
        Programme = "Perawat lansia",
        CertifyingBody = "LSP Contoh",
        Score = "Kompeten",
        IssuedOn = new DateOnly(2024, 7, 15),
        ExpiresOn = new DateOnly(2027, 7, 14),
    };

    /// <summary>A small country: the regions the other examples name.</summary>
    public static RegionCatalogue Regions() => new(
        [new("32", "Jawa Barat"), new("35", "Jawa Timur")],
        [new("32.01", "Kabupaten Bogor"), new("35.73", "Kota Malang"), new("35.78", "Kota Surabaya")],
        [new("32.01.01", "Cibinong"), new("35.73.01", "Blimbing"), new("35.78.02", "Wonocolo"), new("35.78.08", "Gubeng")],
        [new("35.73.01.1001", "Jodipan"), new("35.78.08.1001", "Gubeng"), new("35.78.08.1003", "Airlangga")]);

    /// <summary>A profile as the rule itself brings it about, step by step.</summary>
    public static ApplicantState Applied(Profile profile, params ReadOnlySpan<ProfileStep> steps)
    {
        var state = new ApplicantState();
        foreach (var step in steps)
        {
            var decision = ProfileRule.Save(
                state, new SaveProfileStep(step, profile, state.Revision), new ProfileFacts(Today, Nik(), "Siti"), Regions());
            state = decision.Refusal is null ? decision.State : throw new InvalidOperationException($"{step}: {decision.Refusal}");
        }

        return state;
    }

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
