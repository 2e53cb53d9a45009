using Siskop2mi.Domain.Applicants;

namespace Siskop2mi.WebApi.Answers;

/// <summary>Where what is missing can be mended: the route to send it to.</summary>
internal static class Fixes
{
    private const string Me = $"{Routes.Root}/applicants/me";

    /// <summary>The route that saves a step of the profile.</summary>
    public static string Of(ProfileStep step) => step is ProfileStep.Photo ? $"{Me}/photo" : $"{Me}/profile/{Words.Of(step)}";

    /// <summary>By the code of a reason, for those that always have the same place; null for others.</summary>
    public static string? Find(string code) => code switch
    {
        "profile-missing" or "domicile-missing" => Of(ProfileStep.Biodata),
        "parents-missing" => Of(ProfileStep.Parents),
        "emergency-contact-missing" => Of(ProfileStep.EmergencyContacts),
        "age-at-cutoff" => Of(ProfileStep.Biodata),
        "study-not-sufficient" => Of(ProfileStep.Education),
        "document-missing" or "document-not-held" or "experience-not-sufficient" => $"{Routes.Root}/documents",
        _ => null,
    };
}
