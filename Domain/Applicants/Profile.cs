using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// What a person says about themselves (account guide C2-C7; SISKOP2MI guide A5, L4-L6). It is saved step by step, so any
/// step may be missing; what is missing has its default. The members of biodata come and go together.
/// </summary>
public sealed record Profile
{
    public string? BirthPlace { get; init; }

    public DateOnly? BirthDate { get; init; }

    public Sex Sex { get; init; }

    public MaritalStatus MaritalStatus { get; init; }

    /// <summary>Address as on the KTP.</summary>
    public string? IdentityAddress { get; init; }

    /// <summary>"Tentang kamu", in own words.</summary>
    public string? About { get; init; }

    public Domicile? Domicile { get; init; }

    public History<EducationEntry> Education { get; init; } = new();

    public History<WorkEntry> Work { get; init; } = new();

    public History<TrainingEntry> Training { get; init; } = new();

    public History<CertificationEntry> Certification { get; init; } = new();

    /// <summary>Tags, each one line; vacancies are recommended by them.</summary>
    public History<string> Skills { get; init; } = new();

    public ImmutableArray<LanguageSkill> Languages { get; init; } = [];

    public Parents? Parents { get; init; }

    public ImmutableArray<EmergencyContact> EmergencyContacts { get; init; } = [];

    /// <summary>The documents that the entries of one step name as their proofs, at most as many as a history has entries.</summary>
    public IEnumerable<string> ProofDocumentIds(ProfileStep step) => (step switch
    {
        ProfileStep.Work => Work.Entries.Select(entry => entry.ProofDocumentId),
        ProfileStep.Training => Training.Entries.Select(entry => entry.ProofDocumentId),
        ProfileStep.Certification => Certification.Entries.Select(entry => entry.ProofDocumentId),
        _ => [],
    }).OfType<string>().Take(ProfileLimits.MaxEntries);
}

/// <summary>Where a person lives now.</summary>
public sealed record Domicile
{
    /// <summary>Unspecified in what was saved before regions had codes; such a domicile has to be given anew.</summary>
    public LocationType LocationType { get; init; }

    /// <summary>Codes of the Ministry of Home Affairs, from province to village (<c>32.04.09.2005</c>); only within the country.</summary>
    public string? ProvinceCode { get; init; }

    public string? CityCode { get; init; }

    public string? DistrictCode { get; init; }

    public string? VillageCode { get; init; }

    /// <summary>
    /// The names the codes had when they were saved: regions are split and renamed, and what a person said stays readable.
    /// </summary>
    public string? Province { get; init; }

    public string? City { get; init; }

    public string? District { get; init; }

    public string? Village { get; init; }

    /// <summary>Five digits; only within the country.</summary>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2; only abroad.</summary>
    public string? Country { get; init; }

    public required string Address { get; init; }
}

/// <summary>A foreign language (SISKOP2MI guide A5: as many as one likes).</summary>
/// <param name="Language">ISO 639-1, such as <c>ja</c>.</param>
/// <param name="Level">Of the European framework (<c>A1</c> to <c>C2</c>); for Japanese also of the JLPT (<c>N5</c> to <c>N1</c>).</param>
public sealed record LanguageSkill(string Language, string Level);

/// <summary>Parents, as the application asks for them (guide L6).</summary>
public sealed record Parents
{
    public required string FatherName { get; init; }

    public required MotherName MotherName { get; init; }

    public required string Address { get; init; }
}

/// <summary>Who is told when something happens. Compulsory (guide A5).</summary>
public sealed record EmergencyContact
{
    public required string Name { get; init; }

    public required string Relation { get; init; }

    public required MobileNumber Phone { get; init; }

    public required string Address { get; init; }
}

/// <summary>Marital status as on the KTP.</summary>
public enum MaritalStatus
{
    Unspecified = 0,
    Single = 1,
    Married = 2,
    Divorced = 3,
    Widowed = 4,
}

/// <summary>Within the country (Dalam Negeri) or not (Luar Negeri).</summary>
public enum LocationType
{
    Unspecified = 0,
    Domestic = 1,
    Abroad = 2,
}
