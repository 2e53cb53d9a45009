using Orleans.Concurrency;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Applicants;

/// <summary>The profile of one person. Key: the account id.</summary>
public interface IApplicantGrain : IGrainWithStringKey
{
    /// <summary>
    /// Replaces the profile and answers it as kept, with flags for officers. Refuses with <c>version-conflict</c>,
    /// <c>profile-not-accepted</c> (the reasons point to the fields) or <c>age-not-eligible</c>.
    /// </summary>
    Task<Outcome<ApplicantProfile>> SaveProfile(SaveProfile command);

    /// <summary>The profile; revision 0 and no profile before the first save.</summary>
    [ReadOnly]
    Task<ApplicantProfile> GetProfile();

    /// <summary>What is still missing before this person may apply, in the order of the guide.</summary>
    [ReadOnly]
    Task<ApplicantReadiness> GetReadiness();
}
