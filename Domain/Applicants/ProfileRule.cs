using System.Collections.Immutable;
using System.Text.Json;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>What a step of a profile must hold to be kept, and what a profile must hold to apply.</summary>
public static class ProfileRule
{
    /// <summary>Youngest age for any scheme. Source: UU 18/2017 Pasal 5 huruf a.</summary>
    public const int MinAge = 18;

    /// <summary>Older than this is a typing error.</summary>
    public const int MaxAge = 100;

    /// <summary>Keeps one step; the others stay as they are, and may be missing.</summary>
    public static Decision<ApplicantState> Save(
        ApplicantState state, SaveProfileStep command, ProfileFacts facts, RegionCatalogue regions)
    {
        var profile = With(state.Profile ?? new Profile(), command.Step, command.Content, regions);
        if (command.ExpectedRevision != state.Revision)
            return IsSame(state.Profile, profile) ? Decision.Repeat(state) : Decision.Refuse(state, RequestRefusals.VersionConflict);
        if (ProfileLimits.Check(command, facts, regions) is { Count: > 0 } wrong)
            return Decision.Refuse(state, ProfileRefusals.NotAccepted.Because(wrong));
        if (command.Step is ProfileStep.Biodata && FullYears.Between(profile.BirthDate!.Value, facts.Today) is < MinAge or > MaxAge)
            return Decision.Refuse(state, ProfileRefusals.AgeNotEligible);

        var flags = ProfileFlags.Of(profile, facts, regions);
        var next = state with { Profile = profile, Revision = state.Revision + 1, Flags = flags };
        return Decision.Accept(next, new ProfileSaved(next.Revision, flags) { Step = command.Step });
    }

    /// <summary>
    /// Keeps the photo (account guide C1: JPEG or PNG, the face large and clear, which people look at). The same photo again
    /// changes nothing.
    /// </summary>
    public static Decision<ApplicantState> SavePhoto(ApplicantState state, SavePhoto command)
    {
        var photo = command.Photo;
        if (state.Photo?.Sha256 == photo.Sha256) return Decision.Repeat(state);
        if (photo.MediaType is not ("image/jpeg" or "image/png")) return Decision.Refuse(state, ProfileRefusals.PhotoType);
        if (photo.Size > ProfileLimits.MaxPhotoBytes) return Decision.Refuse(state, ProfileRefusals.PhotoTooLarge);
        var next = state with { Photo = photo, Revision = state.Revision + 1 };
        return Decision.Accept(next, new PhotoSaved(next.Revision, photo.Sha256));
    }

    /// <summary>
    /// What is missing before applying, in the order of the guide: L4-L5 personal data and domicile, L6 parents, A5 emergency contact.
    /// </summary>
    public static ApplicantReadiness Readiness(ApplicantState state)
    {
        var missing = ImmutableArray.CreateBuilder<RefusalReason>();
        var profile = state.Profile;
        if (profile?.BirthDate is null) missing.Add(new RefusalReason("profile-missing", "profile"));
        else if (!HasDomicile(profile)) missing.Add(new RefusalReason("domicile-missing", "profile/domicile"));
        if (profile?.Parents is null) missing.Add(new RefusalReason("parents-missing", "profile/parents"));
        if (profile is not { EmergencyContacts: not [] })
            missing.Add(new RefusalReason("emergency-contact-missing", "profile/emergencyContacts"));
        return new ApplicantReadiness(missing.ToImmutable(), profile?.BirthDate);
    }

    /// <summary>Whether it is known where the person lives; what was saved before regions had codes does not count.</summary>
    internal static bool HasDomicile(Profile profile) => profile.Domicile is { LocationType: not LocationType.Unspecified };

    private static Profile With(Profile known, ProfileStep step, Profile content, RegionCatalogue regions) => step switch
    {
        ProfileStep.Biodata => known with
        {
            BirthPlace = content.BirthPlace,
            BirthDate = content.BirthDate,
            Sex = content.Sex,
            MaritalStatus = content.MaritalStatus,
            IdentityAddress = content.IdentityAddress,
            About = content.About,
            Domicile = content.Domicile is null ? null : Named(content.Domicile, regions),
        },
        ProfileStep.Education => known with { Education = content.Education },
        ProfileStep.Work => known with { Work = content.Work },
        ProfileStep.Training => known with { Training = content.Training },
        ProfileStep.Certification => known with { Certification = content.Certification },
        ProfileStep.Skills => known with { Skills = content.Skills },
        ProfileStep.Languages => known with { Languages = content.Languages },
        ProfileStep.Parents => known with { Parents = content.Parents },
        ProfileStep.EmergencyContacts => known with { EmergencyContacts = content.EmergencyContacts },
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "This step is not saved as part of a profile."),
    };

    // Names come from the catalogue, whatever was sent.
    private static Domicile Named(Domicile domicile, RegionCatalogue regions) => domicile with
    {
        Province = regions.Find(domicile.ProvinceCode)?.Name,
        City = regions.Find(domicile.CityCode)?.Name,
        District = regions.Find(domicile.DistrictCode)?.Name,
        Village = regions.Find(domicile.VillageCode)?.Name,
    };

    // Records compare their collections by reference; a step sent again is another instance. As text they compare whole.
    private static bool IsSame(Profile? one, Profile other) =>
        one is not null && JsonSerializer.Serialize(one, DomainJson.Options) == JsonSerializer.Serialize(other, DomainJson.Options);
}

/// <summary>What the rule needs to know besides the profile.</summary>
/// <param name="Today">The date in Jakarta.</param>
/// <param name="NationalId">The NIK the registry confirmed.</param>
/// <param name="FullName">The name the registry confirmed.</param>
public sealed record ProfileFacts(DateOnly Today, NationalId? NationalId, string? FullName)
{
    /// <summary>Of the documents that the step names as proofs, those of the person's own wallet.</summary>
    public ImmutableHashSet<string> OwnDocuments { get; init; } = [];
}

/// <summary>Why a step of a profile is not kept.</summary>
public static class ProfileRefusals
{
    /// <summary>Fields hold what cannot be kept; the reasons say which.</summary>
    public static readonly Refusal NotAccepted = new("profile-not-accepted", RefusalKind.Invalid);
    public static readonly Refusal AgeNotEligible = new("age-not-eligible", RefusalKind.Invalid);
    public static readonly Refusal PhotoType = new("photo-type", RefusalKind.Invalid);
    public static readonly Refusal PhotoTooLarge = new("photo-too-large", RefusalKind.Invalid);
    public static readonly Refusal PhotoNotFound = new("photo-not-found", RefusalKind.NotFound);
}
