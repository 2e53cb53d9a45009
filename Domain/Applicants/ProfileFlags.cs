using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>What an officer should look at. Nothing here is ever a reason to refuse.</summary>
public static class ProfileFlags
{
    /// <summary>The NIK encodes another birth date or sex. It stays so for life after a correction.</summary>
    public const string NationalIdDiffers = "nik-data-differs";

    /// <summary>
    /// The NIK begins with a district that today's list does not have: districts are split and numbered anew, and the code of
    /// the first registration stays.
    /// </summary>
    public const string NationalIdRegionUnknown = "nik-region-unknown";

    /// <summary>A name holds Latin letters and others that look like them.</summary>
    public const string MixedScript = "mixed-script";

    /// <summary>The flags of a profile as it is to be kept, always in the same order.</summary>
    public static ImmutableArray<string> Of(Profile profile, ProfileFacts facts, RegionCatalogue regions)
    {
        var flags = ImmutableArray.CreateBuilder<string>();
        if (profile.BirthDate is { } birthDate && facts.NationalId?.AgreesWith(birthDate, profile.Sex) is false)
            flags.Add(NationalIdDiffers);
        if (facts.NationalId is { } id && regions.Find(id.DistrictCode) is null) flags.Add(NationalIdRegionUnknown);
        if (Names(profile, facts).Any(PersonName.MixesScripts)) flags.Add(MixedScript);
        return flags.ToImmutable();
    }

    private static IEnumerable<string> Names(Profile profile, ProfileFacts facts)
    {
        if (facts.FullName is { } own) yield return own;
        if (profile.Parents is { } parents)
        {
            yield return parents.FatherName;
            yield return parents.MotherName.Reveal();
        }

        foreach (var contact in profile.EmergencyContacts) yield return contact.Name;
    }
}
