using Orleans.Concurrency;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.GrainInterfaces.Vacancies;

/// <summary>A published offer. Key: its public id, such as <c>ijepa-16-nurse</c>.</summary>
public interface IVacancyGrain : IGrainWithStringKey
{
    /// <summary>Puts up or corrects the notice. Refuses with <c>vacancy-window-empty</c> or <c>vacancy-of-other-batch</c>.</summary>
    Task<Outcome<Done>> Announce(AnnounceVacancy command);

    /// <summary>The notice, or null when nothing was announced under this id.</summary>
    [ReadOnly]
    Task<VacancyNotice?> GetNotice();
}
