using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>The profile as its owner, and the officer who verifies, reads it. The mother's name is never given out.</summary>
public sealed record ProfileBody
{
    public required int Revision { get; init; }

    public string? BirthPlace { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary><c>male</c> or <c>female</c>.</summary>
    public string? Sex { get; init; }

    /// <summary><c>single</c>, <c>married</c>, <c>divorced</c> or <c>widowed</c>.</summary>
    public string? MaritalStatus { get; init; }

    public string? IdentityAddress { get; init; }

    public DomicileBody? Domicile { get; init; }

    public ParentsBody? Parents { get; init; }

    public ImmutableArray<EmergencyContactBody> EmergencyContacts { get; init; } = [];

    /// <summary>What an officer should look at, such as <c>nik-data-differs</c>.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    public override string ToString() => nameof(ProfileBody);

    internal static ProfileBody Of(ApplicantProfile kept) => new()
    {
        Revision = kept.Revision,
        BirthPlace = kept.Profile?.BirthPlace,
        BirthDate = kept.Profile?.BirthDate,
        Sex = kept.Profile is { Sex: var sex } ? Words.Of(sex) : null,
        MaritalStatus = kept.Profile is { MaritalStatus: var marital } ? Words.Of(marital) : null,
        IdentityAddress = kept.Profile?.IdentityAddress,
        Domicile = kept.Profile is { Domicile: var domicile } ? DomicileBody.Of(domicile) : null,
        Parents = kept.Profile is { Parents: { } parents } ? new ParentsBody(parents.FatherName, parents.Address, true) : null,
        EmergencyContacts = kept.Profile is null ? [] : [.. kept.Profile.EmergencyContacts.Select(EmergencyContactBody.Of)],
        Flags = kept.Flags,
    };
}

/// <summary>Where a person lives now.</summary>
public sealed record DomicileBody(string Province, string City, string District, string Village, string PostalCode, string Address)
{
    public override string ToString() => nameof(DomicileBody);

    internal static DomicileBody Of(Domicile kept) =>
        new(kept.Province, kept.City, kept.District, kept.Village, kept.PostalCode, kept.Address);
}

/// <summary>Parents.</summary>
/// <param name="FatherName">His name.</param>
/// <param name="Address">Where they live.</param>
/// <param name="MotherNameIsGiven">Whether her name is kept; it is not shown.</param>
public sealed record ParentsBody(string FatherName, string Address, bool MotherNameIsGiven)
{
    public override string ToString() => nameof(ParentsBody);
}

/// <summary>Who is told when something happens.</summary>
public sealed record EmergencyContactBody(string Name, string Relation, string Phone, string Address)
{
    public override string ToString() => nameof(EmergencyContactBody);

    internal static EmergencyContactBody Of(EmergencyContact kept) => new(kept.Name, kept.Relation, kept.Phone.Reveal(), kept.Address);
}
