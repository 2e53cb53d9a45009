using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>The whole profile, which replaces the one there is.</summary>
public sealed record NewProfile(
    string? BirthPlace,
    DateOnly? BirthDate,
    Sex? Sex,
    MaritalStatus? MaritalStatus,
    string? IdentityAddress,
    NewDomicile? Domicile,
    NewParents? Parents,
    ImmutableArray<NewEmergencyContact>? EmergencyContacts)
{
    public override string ToString() => nameof(NewProfile);

    /// <param name="known">The profile there is: it lends the mother's name, which clients are never given to send back.</param>
    internal Profile Read(Profile? known)
    {
        var fields = new FieldReader();
        var contacts = EmergencyContacts ?? [];
        fields.Require(contacts.Length <= ProfileLimits.MaxEmergencyContacts, "/emergencyContacts", "too-many-items");
        var profile = new Profile
        {
            BirthPlace = fields.Line(BirthPlace, "/birthPlace", ProfileLimits.MaxText),
            BirthDate = fields.Required(BirthDate, "/birthDate"),
            Sex = fields.Required(Sex, "/sex"),
            MaritalStatus = fields.Required(MaritalStatus, "/maritalStatus"),
            IdentityAddress = fields.Line(IdentityAddress, "/identityAddress", ProfileLimits.MaxAddress),
            Domicile = fields.Required(Domicile, "/domicile")?.Read(fields)!,
            Parents = Parents?.Read(fields, known?.Parents?.MotherName),
            EmergencyContacts =
                [.. contacts.Take(ProfileLimits.MaxEmergencyContacts)
                    .Select((contact, index) => contact.Read(fields, $"/emergencyContacts/{index}"))],
        };
        fields.Check();
        return profile;
    }
}

/// <summary>Where a person lives now, by the names of the official regions.</summary>
public sealed record NewDomicile(
    string? Province, string? City, string? District, string? Village, string? PostalCode, string? Address)
{
    public override string ToString() => nameof(NewDomicile);

    internal Domicile Read(FieldReader fields)
    {
        fields.Require(PostalCode is null || ProfileLimits.IsPostalCode(PostalCode), "/domicile/postalCode", "postal-code");
        return new Domicile
        {
            Province = fields.Line(Province, "/domicile/province", ProfileLimits.MaxText),
            City = fields.Line(City, "/domicile/city", ProfileLimits.MaxText),
            District = fields.Line(District, "/domicile/district", ProfileLimits.MaxText),
            Village = fields.Line(Village, "/domicile/village", ProfileLimits.MaxText),
            PostalCode = fields.Required(PostalCode, "/domicile/postalCode"),
            Address = fields.Line(Address, "/domicile/address", ProfileLimits.MaxAddress),
        };
    }
}

/// <summary>Parents.</summary>
/// <param name="FatherName">His name.</param>
/// <param name="MotherName">Her maiden name; leave it out to keep the one given before.</param>
/// <param name="Address">Where they live.</param>
public sealed record NewParents(string? FatherName, string? MotherName, string? Address)
{
    public override string ToString() => nameof(NewParents);

    internal Parents Read(FieldReader fields, MotherName? known) => new()
    {
        FatherName = fields.Read<string>(FatherName, "/parents/fatherName", PersonName.TryClean),
        MotherName = MotherName is null && known is not null
            ? known
            : fields.Read<MotherName>(MotherName, "/parents/motherName", Domain.Primitives.MotherName.TryParse),
        Address = fields.Line(Address, "/parents/address", ProfileLimits.MaxAddress),
    };
}

/// <summary>Who is told when something happens.</summary>
public sealed record NewEmergencyContact(string? Name, string? Relation, string? Phone, string? Address)
{
    public override string ToString() => nameof(NewEmergencyContact);

    internal EmergencyContact Read(FieldReader fields, string at) => new()
    {
        Name = fields.Read<string>(Name, $"{at}/name", PersonName.TryClean),
        Relation = fields.Line(Relation, $"{at}/relation", ProfileLimits.MaxText),
        Phone = fields.Read<MobileNumber>(Phone, $"{at}/phone", MobileNumber.TryParse),
        Address = fields.Line(Address, $"{at}/address", ProfileLimits.MaxAddress),
    };
}
