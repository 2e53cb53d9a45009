using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>What a profile must hold to be kept, and what it must hold to apply.</summary>
public static class ProfileRule
{
    /// <summary>Youngest age for any scheme. Source: UU 18/2017 Pasal 5 huruf a.</summary>
    public const int MinAge = 18;

    /// <summary>Older than this is a typing error.</summary>
    public const int MaxAge = 100;

    /// <summary>
    /// Flag: the NIK encodes another birth date or sex. It stays so for life after a correction, so it is no reason to refuse.
    /// </summary>
    public const string NationalIdDiffers = "nik-data-differs";

    public static Decision<ApplicantState> Save(ApplicantState state, SaveProfile command, ProfileFacts facts)
    {
        if (command.ExpectedRevision != state.Revision)
            return IsSame(state.Profile, command.Profile)
                ? Decision.Repeat(state) : Decision.Refuse(state, RequestRefusals.VersionConflict);
        if (ProfileLimits.Check(command.Profile) is { Count: > 0 } wrong)
            return Decision.Refuse(state, ProfileRefusals.NotAccepted.Because(wrong));
        if (AgeOn(facts.Today, command.Profile.BirthDate) is < MinAge or > MaxAge)
            return Decision.Refuse(state, ProfileRefusals.AgeNotEligible);

        ImmutableArray<string> flags = facts.NationalId?.AgreesWith(command.Profile.BirthDate, command.Profile.Sex) is false
            ? [NationalIdDiffers]
            : [];
        var next = state with { Profile = command.Profile, Revision = state.Revision + 1, Flags = flags };
        return Decision.Accept(next, new ProfileSaved(next.Revision, flags));
    }

    // Records compare their collections by reference; a profile sent again is another instance.
    private static bool IsSame(Profile? one, Profile other) =>
        one is not null
        && one.EmergencyContacts.SequenceEqual(other.EmergencyContacts)
        && one == (other with { EmergencyContacts = one.EmergencyContacts });

    /// <summary>What is missing before applying, in the order of the guide: L4 personal data, L6 parents, A5 emergency contact.</summary>
    public static ApplicantReadiness Readiness(ApplicantState state)
    {
        var missing = ImmutableArray.CreateBuilder<RefusalReason>();
        if (state.Profile is null) missing.Add(new RefusalReason("profile-missing", "profile"));
        if (state.Profile is { Parents: null }) missing.Add(new RefusalReason("parents-missing", "profile/parents"));
        if (state.Profile is { EmergencyContacts: [] })
            missing.Add(new RefusalReason("emergency-contact-missing", "profile/emergencyContacts"));
        return new ApplicantReadiness(missing.ToImmutable(), state.Profile?.BirthDate);
    }

    /// <summary>Full years on a day; a person born on 29 February is a year older on 1 March.</summary>
    public static int AgeOn(DateOnly day, DateOnly birthDate)
    {
        var years = day.Year - birthDate.Year;
        return (day.Month, day.Day).CompareTo((birthDate.Month, birthDate.Day)) < 0 ? years - 1 : years;
    }
}

/// <summary>What the rule needs to know besides the profile.</summary>
/// <param name="Today">The date in Jakarta.</param>
/// <param name="NationalId">The NIK the registry confirmed.</param>
public sealed record ProfileFacts(DateOnly Today, NationalId? NationalId);

/// <summary>Why a profile is not kept.</summary>
public static class ProfileRefusals
{
    /// <summary>Fields hold what cannot be kept; the reasons say which.</summary>
    public static readonly Refusal NotAccepted = new("profile-not-accepted", RefusalKind.Invalid);
    public static readonly Refusal AgeNotEligible = new("age-not-eligible", RefusalKind.Invalid);
}
