using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>What every field of a profile may hold. Whether the whole is enough to apply is <see cref="ProfileRule.Readiness"/>.</summary>
public static class ProfileLimits
{
    /// <summary>Most characters of a name or a word [assumption].</summary>
    public const int MaxText = 200;

    /// <summary>Most characters of an address [assumption].</summary>
    public const int MaxAddress = 500;

    /// <summary>Most emergency contacts. None may be kept; one is needed to apply (guide A5).</summary>
    public const int MaxEmergencyContacts = 5;

    /// <summary>Digits of an Indonesian postal code.</summary>
    public const int PostalCodeLength = 5;

    /// <summary>Whether a text is a postal code.</summary>
    public static bool IsPostalCode(string? text) => text is { Length: PostalCodeLength } && text.All(char.IsAsciiDigit);

    /// <summary>Everything that is wrong, with pointers into the profile, in the order of its fields.</summary>
    public static IReadOnlyList<RefusalReason> Check(Profile profile)
    {
        var found = new Reasons();
        found.Line(profile.BirthPlace, "/birthPlace");
        found.Require(profile.Sex is Sex.Female or Sex.Male, "/sex", "choice");
        found.Require(
            profile.MaritalStatus is not MaritalStatus.Unspecified && Enum.IsDefined(profile.MaritalStatus), "/maritalStatus", "choice");
        found.Line(profile.IdentityAddress, "/identityAddress", MaxAddress);
        found.Of(profile.Domicile);
        if (profile.Parents is { } parents)
        {
            found.Line(parents.FatherName, "/parents/fatherName");
            found.Line(parents.Address, "/parents/address", MaxAddress);
        }

        found.Require(profile.EmergencyContacts.Length <= MaxEmergencyContacts, "/emergencyContacts", "too-many-items");
        foreach (var (index, contact) in profile.EmergencyContacts.Take(
            MaxEmergencyContacts).Index()) found.Of(contact, $"/emergencyContacts/{index}");
        return found.All;
    }

    private sealed class Reasons
    {
        private readonly List<RefusalReason> all = [];

        public IReadOnlyList<RefusalReason> All => all;

        public void Of(Domicile domicile)
        {
            Line(domicile.Province, "/domicile/province");
            Line(domicile.City, "/domicile/city");
            Line(domicile.District, "/domicile/district");
            Line(domicile.Village, "/domicile/village");
            Require(IsPostalCode(domicile.PostalCode), "/domicile/postalCode", "postal-code");
            Line(domicile.Address, "/domicile/address", MaxAddress);
        }

        public void Of(EmergencyContact contact, string at)
        {
            Line(contact.Name, $"{at}/name");
            Line(contact.Relation, $"{at}/relation");
            Line(contact.Address, $"{at}/address", MaxAddress);
        }

        public void Line(string? text, string pointer, int max = MaxText)
        {
            if (LineRule.Check(text, max) is { } code) all.Add(new RefusalReason(code, pointer));
        }

        public void Require(bool holds, string pointer, string code)
        {
            if (!holds) all.Add(new RefusalReason(code, pointer));
        }
    }
}
