using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>The profile of one person, whatever their stage.</summary>
public sealed record ApplicantState : Entity
{
    /// <summary>Grows by one with every accepted change; the ETag of the profile.</summary>
    public int Revision { get; init; }

    public Profile? Profile { get; init; }

    /// <summary>What an officer should look at, such as <c>nik-data-differs</c>. Never a reason to turn the person away.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];
}

/// <summary>What a person says about themselves (SIAPkerja C2; SISKOP2MI guide A5, L4-L6).</summary>
public sealed record Profile
{
    public required string BirthPlace { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required Sex Sex { get; init; }

    public required MaritalStatus MaritalStatus { get; init; }

    /// <summary>Address as on the KTP.</summary>
    public required string IdentityAddress { get; init; }

    public required Domicile Domicile { get; init; }

    public Parents? Parents { get; init; }

    public ImmutableArray<EmergencyContact> EmergencyContacts { get; init; } = [];
}

/// <summary>Where a person lives now, by the names of the official regions.</summary>
public sealed record Domicile
{
    public required string Province { get; init; }

    public required string City { get; init; }

    public required string District { get; init; }

    public required string Village { get; init; }

    /// <summary>Five digits.</summary>
    public required string PostalCode { get; init; }

    public required string Address { get; init; }
}

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

/// <summary>A person replaces their profile.</summary>
/// <param name="Profile">The whole profile.</param>
/// <param name="ExpectedRevision">The revision the person saw; 0 for a first one.</param>
public sealed record SaveProfile(Profile Profile, int ExpectedRevision);

/// <summary>The profile as its owner and the verifying officer see it.</summary>
public sealed record ApplicantProfile(string ApplicantId, int Revision, Profile? Profile, ImmutableArray<string> Flags);

/// <summary>What is still missing before a person may apply; reason codes in the order of the guide.</summary>
public sealed record ApplicantReadiness(ImmutableArray<RefusalReason> Missing, DateOnly? BirthDate);

public sealed record ProfileSaved(int Revision, ImmutableArray<string> Flags) : DomainEvent;
