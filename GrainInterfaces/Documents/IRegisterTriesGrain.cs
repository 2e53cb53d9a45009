using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.GrainInterfaces.Documents;

/// <summary>How often a person had a register asked about a number. Key: the account id.</summary>
public interface IRegisterTriesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Counts one question, before it is asked. Refuses with <c>too-many-number-checks</c> (facts <c>max</c>,
    /// <c>retryAfterSeconds</c>) when there were enough on this day in Jakarta.
    /// </summary>
    Task<Outcome<Done>> Count();
}
