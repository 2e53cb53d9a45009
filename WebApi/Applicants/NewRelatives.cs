using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Parents (SISKOP2MI guide L6).</summary>
/// <param name="FatherName">His name.</param>
/// <param name="MotherName">Her maiden name; leave it out to keep the one given before.</param>
/// <param name="Address">Where they live.</param>
public sealed record NewParents(string? FatherName, string? MotherName, string? Address)
{
    public override string ToString() => nameof(NewParents);

    /// <param name="fields">Collects what is wrong.</param>
    /// <param name="known">The parents there are: they lend the mother's name, which clients are never given to send back.</param>
    internal Profile Read(FieldReader fields, Parents? known) => new()
    {
        Parents = new Parents
        {
            FatherName = fields.Read<string>(FatherName, "/fatherName", PersonName.TryClean),
            MotherName = MotherName is null && known is not null
                ? known.MotherName
                : fields.Read<MotherName>(MotherName, "/motherName", Domain.Primitives.MotherName.TryParse),
            Address = fields.Line(Address, "/address", ProfileLimits.MaxAddress),
        },
    };
}

/// <summary>All emergency contacts; at least one is needed to apply (SISKOP2MI guide A5).</summary>
public sealed record NewEmergencyContacts(ImmutableArray<NewEmergencyContact?>? Contacts)
{
    public override string ToString() => nameof(NewEmergencyContacts);

    internal Profile Read(FieldReader fields) => new()
    {
        EmergencyContacts = fields.Items(
            Contacts, "/contacts", ProfileLimits.MaxEmergencyContacts, (contact, at) => contact.Read(fields, at)),
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

/// <summary>All foreign languages; none is an answer.</summary>
public sealed record NewLanguages(ImmutableArray<NewLanguage?>? Languages)
{
    internal Profile Read(FieldReader fields) => new()
    {
        Languages = fields.Items(
            Languages, "/languages", ProfileLimits.MaxLanguages, (language, at) => language.Read(fields, at)),
    };
}

/// <summary>A foreign language.</summary>
/// <param name="Language">ISO 639-1, such as <c>ja</c>.</param>
/// <param name="Level"><c>A1</c> to <c>C2</c>; for Japanese also <c>N5</c> to <c>N1</c>.</param>
public sealed record NewLanguage(string? Language, string? Level)
{
    internal LanguageSkill Read(FieldReader fields, string at) =>
        new(fields.Required(Language, $"{at}/language"), fields.Required(Level, $"{at}/level"));
}
