namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class ProfileLimitsTests
{
    private static readonly Profile Good = Examples.Profile();
    private static readonly EmergencyContact Contact = Good.EmergencyContacts[0];

    public static TheoryData<Profile, string> Bad => new()
    {
        { Good with { BirthPlace = "" }, "/birthPlace text-empty" },
        { Good with { BirthPlace = " \t" }, "/birthPlace text-empty" },
        { Good with { BirthPlace = " Surabaya" }, "/birthPlace text-spaces" },
        { Good with { BirthPlace = "Surabaya " }, "/birthPlace text-spaces" },
        { Good with { BirthPlace = "Sura\0baya" }, "/birthPlace text-characters" },
        { Good with { BirthPlace = new string('a', 201) }, "/birthPlace text-too-long" },
        { Good with { IdentityAddress = new string('a', 501) }, "/identityAddress text-too-long" },
        { Good with { Sex = Sex.Unspecified }, "/sex choice" },
        { Good with { Sex = (Sex)99 }, "/sex choice" },
        { Good with { MaritalStatus = MaritalStatus.Unspecified }, "/maritalStatus choice" },
        { Good with { MaritalStatus = (MaritalStatus)99 }, "/maritalStatus choice" },
        { Good with { Domicile = Good.Domicile with { Province = "" } }, "/domicile/province text-empty" },
        { Good with { Domicile = Good.Domicile with { City = "" } }, "/domicile/city text-empty" },
        { Good with { Domicile = Good.Domicile with { District = "" } }, "/domicile/district text-empty" },
        { Good with { Domicile = Good.Domicile with { Village = "" } }, "/domicile/village text-empty" },
        { Good with { Domicile = Good.Domicile with { Address = "" } }, "/domicile/address text-empty" },
        { Good with { Domicile = Good.Domicile with { PostalCode = "6028" } }, "/domicile/postalCode postal-code" },
        { Good with { Domicile = Good.Domicile with { PostalCode = "602860" } }, "/domicile/postalCode postal-code" },
        { Good with { Domicile = Good.Domicile with { PostalCode = "6028x" } }, "/domicile/postalCode postal-code" },
        { Good with { Domicile = Good.Domicile with { PostalCode = "6028٦" } }, "/domicile/postalCode postal-code" },
        { Good with { Parents = Good.Parents! with { FatherName = "" } }, "/parents/fatherName text-empty" },
        { Good with { Parents = Good.Parents! with { Address = "" } }, "/parents/address text-empty" },
        { Good with { EmergencyContacts = [Contact, Contact with { Name = "" }] }, "/emergencyContacts/1/name text-empty" },
        { Good with { EmergencyContacts = [Contact with { Relation = "" }] }, "/emergencyContacts/0/relation text-empty" },
        { Good with { EmergencyContacts = [Contact with { Address = "" }] }, "/emergencyContacts/0/address text-empty" },
        { Good with { EmergencyContacts = [.. Enumerable.Repeat(Contact, 6)] }, "/emergencyContacts too-many-items" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_cannot_be_kept_is_refused_with_its_place(Profile profile, string reason)
    {
        var state = new ApplicantState();
        var decision = ProfileRule.Save(state, new SaveProfile(profile, 0), new ProfileFacts(Examples.Today, null));
        var refusal = Decisions.Refuses(state, decision, "profile-not-accepted");
        Assert.Equal(reason, string.Join(',', refusal.Reasons.Select(one => $"{one.Pointer} {one.Code}")));
    }

    [Fact]
    public void Everything_up_to_the_limits_is_kept()
    {
        var (text, address) = (new string('a', 200), new string('a', 500));
        var full = Good with
        {
            BirthPlace = text,
            IdentityAddress = address,
            Domicile = new Domicile
            {
                Province = text,
                City = text,
                District = text,
                Village = text,
                PostalCode = "00000",
                Address = address,
            },
            EmergencyContacts = [.. Enumerable.Repeat(Contact with { Name = text, Relation = text, Address = address }, 5)],
        };
        Assert.Empty(ProfileLimits.Check(full));
        Assert.Empty(ProfileLimits.Check(Good with { Parents = null, EmergencyContacts = [] }));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_in_the_order_of_the_fields()
    {
        var wrong = Good with { BirthPlace = "", Sex = Sex.Unspecified, Domicile = Good.Domicile with { PostalCode = "" } };
        Assert.Equal(["/birthPlace", "/sex", "/domicile/postalCode"], ProfileLimits.Check(wrong).Select(reason => reason.Pointer));
    }
}
