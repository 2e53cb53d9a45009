using System.Collections.Frozen;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>What every field of a profile may hold. Whether the whole is enough to apply is <see cref="ProfileRule.Readiness"/>.</summary>
public static class ProfileLimits
{
    /// <summary>Most characters of a name or a word [assumption].</summary>
    public const int MaxText = 200;

    /// <summary>Most characters of an address [assumption].</summary>
    public const int MaxAddress = 500;

    /// <summary>Most characters of "about me" and of a description [assumption].</summary>
    public const int MaxStory = 1_000;

    /// <summary>Most emergency contacts. None may be kept; one is needed to apply (guide A5).</summary>
    public const int MaxEmergencyContacts = 5;

    /// <summary>Most entries of one kind of history [assumption].</summary>
    public const int MaxEntries = 20;

    /// <summary>Most skills [assumption].</summary>
    public const int MaxSkills = 30;

    /// <summary>Most characters of a skill [assumption].</summary>
    public const int MaxSkill = 50;

    /// <summary>Most languages [assumption].</summary>
    public const int MaxLanguages = 20;

    /// <summary>Largest photo, bytes; as for documents.</summary>
    public const long MaxPhotoBytes = 5 * 1024 * 1024;

    /// <summary>Digits of an Indonesian postal code.</summary>
    public const int PostalCodeLength = 5;

    private const string Indonesia = "ID";
    private const string Japanese = "ja";

    private static readonly FrozenSet<string> EuropeanLevels = FrozenSet.Create("A1", "A2", "B1", "B2", "C1", "C2");
    private static readonly FrozenSet<string> JapaneseLevels = FrozenSet.Create("N5", "N4", "N3", "N2", "N1");

    /// <summary>Whether a text is a postal code.</summary>
    public static bool IsPostalCode(string? text) => text is { Length: PostalCodeLength } && text.All(char.IsAsciiDigit);

    /// <summary>Everything that is wrong with the step, with pointers into it, in the order of its fields.</summary>
    public static IReadOnlyList<RefusalReason> Check(SaveProfileStep command, ProfileFacts facts, RegionCatalogue regions)
    {
        var found = new ProfileReasons(facts);
        var content = command.Content;
        switch (command.Step)
        {
            case ProfileStep.Biodata: Biodata(found, content, regions); break;
            case ProfileStep.Education: found.OfHistory(content.Education, MaxEntries, HistoryLimits.Education); break;
            case ProfileStep.Work: found.OfHistory(content.Work, MaxEntries, HistoryLimits.Work); break;
            case ProfileStep.Training: found.OfHistory(content.Training, MaxEntries, HistoryLimits.Training); break;
            case ProfileStep.Certification: found.OfHistory(content.Certification, MaxEntries, HistoryLimits.Certification); break;
            case ProfileStep.Skills: Skills(found, content.Skills); break;
            case ProfileStep.Languages: Languages(found, content); break;
            case ProfileStep.Parents: Parents(found, content.Parents!); break;
            case ProfileStep.EmergencyContacts: EmergencyContacts(found, content); break;
            default: throw new ArgumentOutOfRangeException(nameof(command), command.Step, "This step is not saved as part of a profile.");
        }

        return found.All;
    }

    private static void Biodata(ProfileReasons found, Profile profile, RegionCatalogue regions)
    {
        found.Line(profile.BirthPlace, "/birthPlace");
        found.Require(profile.BirthDate is not null, "/birthDate", "field-required");
        found.Require(profile.Sex is Sex.Female or Sex.Male, "/sex", "choice");
        found.Choice(profile.MaritalStatus, "/maritalStatus");
        found.Line(profile.IdentityAddress, "/identityAddress", MaxAddress);
        found.Story(profile.About, "/about");
        found.Require(profile.Domicile is not null, "/domicile", "field-required");
        if (profile.Domicile is not { } domicile) return;
        found.Choice(domicile.LocationType, "/domicile/locationType");
        var isAbroad = domicile.LocationType is LocationType.Abroad;
        if (domicile.LocationType is LocationType.Domestic) Regions(found, domicile, regions);
        if (isAbroad) Abroad(found, domicile);
        else found.Require(domicile.Country is null, "/domicile/country", "location-type-differs");
        found.Line(domicile.Address, "/domicile/address", MaxAddress);
    }

    private static void Regions(ProfileReasons found, Domicile domicile, RegionCatalogue regions)
    {
        (string Field, string? Code)[] codes =
        [
            ("provinceCode", domicile.ProvinceCode), ("cityCode", domicile.CityCode),
            ("districtCode", domicile.DistrictCode), ("villageCode", domicile.VillageCode),
        ];
        string? above = null;
        foreach (var (index, (field, code)) in codes.Index())
        {
            var known = RegionCatalogue.LevelOf(code) == RegionLevel.Province + index ? regions.Find(code)?.Code : null;
            found.Require(known is not null, $"/domicile/{field}", "region-unknown");
            var isWithin = known is null || above is null || known.StartsWith($"{above}.", StringComparison.Ordinal);
            found.Require(isWithin, $"/domicile/{field}", "region-not-within");
            above = known;
        }

        found.Require(IsPostalCode(domicile.PostalCode), "/domicile/postalCode", "postal-code");
    }

    private static void Abroad(ProfileReasons found, Domicile domicile)
    {
        found.Require(IsoCodes.IsCountry(domicile.Country) && domicile.Country != Indonesia, "/domicile/country", "country-code");
        found.Require(domicile.ProvinceCode is null, "/domicile/provinceCode", "location-type-differs");
        found.Require(domicile.CityCode is null, "/domicile/cityCode", "location-type-differs");
        found.Require(domicile.DistrictCode is null, "/domicile/districtCode", "location-type-differs");
        found.Require(domicile.VillageCode is null, "/domicile/villageCode", "location-type-differs");
        found.Require(domicile.PostalCode is null, "/domicile/postalCode", "location-type-differs");
    }

    private static void Skills(ProfileReasons found, History<string> skills)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        found.OfHistory(skills, MaxSkills, (reasons, skill, at) =>
        {
            reasons.Line(skill, at, MaxSkill);
            reasons.Require(seen.Add(skill), at, "duplicate-item");
        });
    }

    private static void Languages(ProfileReasons found, Profile profile)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        found.Require(profile.Languages.Length <= MaxLanguages, "/languages", "too-many-items");
        foreach (var (index, skill) in profile.Languages.Take(MaxLanguages).Index())
        {
            var isLevel = EuropeanLevels.Contains(skill.Level) || (skill.Language == Japanese && JapaneseLevels.Contains(skill.Level));
            found.Require(IsoCodes.IsLanguage(skill.Language), $"/languages/{index}/language", "language-code");
            found.Require(isLevel, $"/languages/{index}/level", "language-level");
            found.Require(seen.Add(skill.Language), $"/languages/{index}/language", "duplicate-item");
        }
    }

    private static void Parents(ProfileReasons found, Parents parents)
    {
        found.Line(parents.FatherName, "/fatherName");
        found.Line(parents.Address, "/address", MaxAddress);
    }

    private static void EmergencyContacts(ProfileReasons found, Profile profile)
    {
        found.Require(profile.EmergencyContacts.Length <= MaxEmergencyContacts, "/contacts", "too-many-items");
        foreach (var (index, contact) in profile.EmergencyContacts.Take(MaxEmergencyContacts).Index())
        {
            found.Line(contact.Name, $"/contacts/{index}/name");
            found.Line(contact.Relation, $"/contacts/{index}/relation");
            found.Line(contact.Address, $"/contacts/{index}/address", MaxAddress);
        }
    }
}
