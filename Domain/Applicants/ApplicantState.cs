using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>The profile of one person, whatever their stage.</summary>
public sealed record ApplicantState : Entity
{
    /// <summary>Grows by one with every accepted change; the ETag of the profile.</summary>
    public int Revision { get; init; }

    public Profile? Profile { get; init; }

    public StoredFile? Photo { get; init; }

    /// <summary>What an officer should look at, such as <c>nik-data-differs</c>. Never a reason to turn the person away.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>Programmes the person may not apply to for a time, see <see cref="BarRule"/>.</summary>
    public ImmutableArray<ProgrammeBar> Bars { get; init; } = [];
}

/// <summary>
/// The parts of a profile that are saved one by one. The first seven are the steps of the account guide (C1-C7) and make the
/// completeness; the others belong to Profil Saya (SISKOP2MI guide A5, L6).
/// </summary>
public enum ProfileStep
{
    Unspecified = 0,
    Photo = 1,
    Biodata = 2,
    Education = 3,
    Work = 4,
    Training = 5,
    Certification = 6,
    Skills = 7,
    Languages = 8,
    Parents = 9,
    EmergencyContacts = 10,
}

/// <summary>A person saves one step of their profile; the other steps stay as they are.</summary>
/// <param name="Step">Which; not the photo, which is a file.</param>
/// <param name="Content">A profile of which only this step is read.</param>
/// <param name="ExpectedRevision">The revision the person saw; 0 for a first one.</param>
public sealed record SaveProfileStep(ProfileStep Step, Profile Content, int ExpectedRevision);

/// <summary>A person replaces their photo, whose file is already in the blob store.</summary>
public sealed record SavePhoto(StoredFile Photo);

/// <summary>The profile as its owner and the verifying officer see it.</summary>
public sealed record ApplicantProfile(string ApplicantId, int Revision, Profile? Profile, ImmutableArray<string> Flags)
{
    public StoredFile? Photo { get; init; }

    public required ProfileCompleteness Completeness { get; init; }
}

/// <summary>How much of the seven steps is there.</summary>
/// <param name="Percent">0 to 100; seven equal steps, rounded.</param>
/// <param name="Steps">The seven steps in the order of the guide.</param>
public sealed record ProfileCompleteness(int Percent, ImmutableArray<ProfileStepStatus> Steps);

/// <summary>Whether a step is complete.</summary>
/// <param name="Step">One of the seven.</param>
/// <param name="Missing">What to do to complete it; empty when it is complete.</param>
public sealed record ProfileStepStatus(ProfileStep Step, ImmutableArray<RefusalReason> Missing);

/// <summary>What is still missing before a person may apply; reason codes in the order of the guide.</summary>
public sealed record ApplicantReadiness(ImmutableArray<RefusalReason> Missing, DateOnly? BirthDate);

public sealed record ProfileSaved(int Revision, ImmutableArray<string> Flags) : DomainEvent
{
    /// <summary>Unspecified when the whole profile was saved, as was done once.</summary>
    public ProfileStep Step { get; init; }
}

public sealed record PhotoSaved(int Revision, string Sha256) : DomainEvent;
