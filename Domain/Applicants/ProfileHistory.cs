using System.Collections.Immutable;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// What a person has done of one kind. "I have none" is an answer (account guide C3-C6), and another one than no answer yet.
/// </summary>
public sealed record History<T>
{
    /// <summary>True: there is none. False: there is some. Null: not answered yet.</summary>
    public bool? HasNone { get; init; }

    public ImmutableArray<T> Entries { get; init; } = [];
}

/// <summary>One school or study (account guide C3). A Ners is the level profession in the field nursing.</summary>
public sealed record EducationEntry
{
    public required EducationLevel Level { get; init; }

    public required string Institution { get; init; }

    /// <summary>Jurusan; empty where there is none, up to junior secondary school.</summary>
    public required string Major { get; init; }

    /// <summary>From diploma one upwards.</summary>
    public StudyField Field { get; init; }

    public required int StartYear { get; init; }

    /// <summary>Null while it goes on, or when it was left without graduating.</summary>
    public int? GraduationYear { get; init; }
}

/// <summary>One job (account guide C4).</summary>
public sealed record WorkEntry
{
    public required string JobTitle { get; init; }

    public required string Company { get; init; }

    public required EmploymentType EmploymentType { get; init; }

    public required LocationType LocationType { get; init; }

    public required string Location { get; init; }

    public required DateOnly StartedOn { get; init; }

    /// <summary>Null for the job a person has now.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>"Saat ini saya bekerja dalam pekerjaan ini".</summary>
    public bool IsCurrent { get; init; }

    public string? Description { get; init; }

    /// <summary>A document of the person's own wallet.</summary>
    public string? ProofDocumentId { get; init; }
}

/// <summary>One training (account guide C5).</summary>
public sealed record TrainingEntry
{
    public required string Institution { get; init; }

    public required string Programme { get; init; }

    /// <summary>Kejuruan.</summary>
    public required string Vocation { get; init; }

    /// <summary>Sub kejuruan.</summary>
    public required string SubVocation { get; init; }

    public required LocationType LocationType { get; init; }

    public required string Location { get; init; }

    public required DateOnly StartedOn { get; init; }

    /// <summary>May lie ahead: a training that goes on.</summary>
    public required DateOnly EndedOn { get; init; }

    public string? Description { get; init; }

    /// <summary>The certificate: a document of the person's own wallet.</summary>
    public string? ProofDocumentId { get; init; }
}

/// <summary>One certification (account guide C6).</summary>
public sealed record CertificationEntry
{
    public required string Programme { get; init; }

    public required string CertifyingBody { get; init; }

    /// <summary>"Nilai", as printed: a number, a grade or a word.</summary>
    public string? Score { get; init; }

    public required DateOnly IssuedOn { get; init; }

    /// <summary>Null when it never ends.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The certificate: a document of the person's own wallet.</summary>
    public string? ProofDocumentId { get; init; }
}

/// <summary>Levels of education, in ascending order. Source: UU 20/2003 Pasal 14, 17-20.</summary>
public enum EducationLevel
{
    Unspecified = 0,
    Primary = 1,
    JuniorSecondary = 2,
    SeniorSecondary = 3,
    DiplomaOne = 4,
    DiplomaTwo = 5,
    DiplomaThree = 6,
    DiplomaFour = 7,
    Bachelor = 8,

    /// <summary>Profesi, after a bachelor's degree, such as Ners.</summary>
    Profession = 9,
    Master = 10,
    Doctor = 11,
}

/// <summary>What was studied, as far as programmes ask.</summary>
public enum StudyField
{
    Unspecified = 0,
    Nursing = 1,
    OtherHealth = 2,
    Other = 3,
}

/// <summary>Tipe pekerjaan. The guide shows the field without its choices [assumption].</summary>
public enum EmploymentType
{
    Unspecified = 0,
    FullTime = 1,
    PartTime = 2,
    Contract = 3,
    Internship = 4,
    Freelance = 5,
    SelfEmployed = 6,
}
