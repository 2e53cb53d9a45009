using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Who a person is and where they live (account guide C2).</summary>
public sealed record NewBiodata(
    string? BirthPlace,
    DateOnly? BirthDate,
    Sex? Sex,
    MaritalStatus? MaritalStatus,
    string? IdentityAddress,
    string? About,
    NewDomicile? Domicile)
{
    public override string ToString() => nameof(NewBiodata);

    internal Profile Read(FieldReader fields) => new()
    {
        BirthPlace = fields.Line(BirthPlace, "/birthPlace", ProfileLimits.MaxText),
        BirthDate = fields.Required(BirthDate, "/birthDate"),
        Sex = fields.Required(Sex, "/sex"),
        MaritalStatus = fields.Required(MaritalStatus, "/maritalStatus"),
        IdentityAddress = fields.Line(IdentityAddress, "/identityAddress", ProfileLimits.MaxAddress),
        About = fields.Story(About, "/about", ProfileLimits.MaxStory),
        Domicile = fields.Required(Domicile, "/domicile")?.Read(fields),
    };
}

/// <summary>Where a person lives now: within the country by codes of regions (<c>GET /regions/provinces</c>), abroad by country.</summary>
public sealed record NewDomicile(
    LocationType? LocationType,
    string? ProvinceCode,
    string? CityCode,
    string? DistrictCode,
    string? VillageCode,
    string? PostalCode,
    string? Country,
    string? Address)
{
    public override string ToString() => nameof(NewDomicile);

    internal Domicile Read(FieldReader fields)
    {
        var type = fields.Required(LocationType, "/domicile/locationType");
        var isDomestic = type is Domain.Applicants.LocationType.Domestic;
        fields.Require(PostalCode is null || ProfileLimits.IsPostalCode(PostalCode), "/domicile/postalCode", "postal-code");
        return new Domicile
        {
            LocationType = type,
            ProvinceCode = Needed(ProvinceCode, isDomestic, "/domicile/provinceCode"),
            CityCode = Needed(CityCode, isDomestic, "/domicile/cityCode"),
            DistrictCode = Needed(DistrictCode, isDomestic, "/domicile/districtCode"),
            VillageCode = Needed(VillageCode, isDomestic, "/domicile/villageCode"),
            PostalCode = Needed(PostalCode, isDomestic, "/domicile/postalCode"),
            Country = Needed(Country, type is Domain.Applicants.LocationType.Abroad, "/domicile/country"),
            Address = fields.Line(Address, "/domicile/address", ProfileLimits.MaxAddress),
        };

        string? Needed(string? value, bool isNeeded, string pointer) => isNeeded ? fields.Required(value, pointer) : value;
    }
}
