using Orleans.Concurrency;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Applicants;

/// <summary>The profile of one person. Key: the account id.</summary>
public interface IApplicantGrain : IGrainWithStringKey
{
    /// <summary>
    /// Replaces one step of the profile and answers the whole as kept, with flags for officers. Repeatable with the same
    /// content. Refuses with <c>version-conflict</c>, <c>profile-not-accepted</c> (the reasons point into the step) or
    /// <c>age-not-eligible</c>.
    /// </summary>
    Task<Outcome<ApplicantProfile>> SaveStep(SaveProfileStep command);

    /// <summary>
    /// Replaces the photo. Repeatable: a file with the same bytes is not taken, and the answer names the one that is kept.
    /// Refuses with <c>photo-type</c> or <c>photo-too-large</c>.
    /// </summary>
    Task<Outcome<ApplicantProfile>> SavePhoto(SavePhoto command);

    /// <summary>The profile; revision 0 and no profile before the first save.</summary>
    [ReadOnly]
    Task<ApplicantProfile> GetProfile();

    /// <summary>What is still missing before this person may apply, in the order of the guide.</summary>
    [ReadOnly]
    Task<ApplicantReadiness> GetReadiness();

    /// <summary>Bars the person from a programme for a time; once for each application, repeatable. Never refuses.</summary>
    Task Bar(BarApplicant command);

    /// <summary>The day from which the person may apply to a programme; null when they always may.</summary>
    [ReadOnly]
    Task<DateOnly?> GetBarredUntil(string programme);
}
