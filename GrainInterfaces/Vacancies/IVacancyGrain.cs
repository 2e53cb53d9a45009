using Orleans.Concurrency;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.GrainInterfaces.Vacancies;

/// <summary>
/// A published offer and its places. Key: its public id, such as <c>ijepa-16-nurse</c>. Calls interleave and share their
/// writes: thousands may ask for a place in one second, and each answer leaves when what it says is durable.
/// </summary>
public interface IVacancyGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts up or corrects the notice. Refuses with <c>vacancy-window-empty</c>, <c>vacancy-of-other-batch</c>,
    /// <c>intake-wrong</c>, <c>places-in-use</c>.
    /// </summary>
    Task<Outcome<Done>> Announce(AnnounceVacancy command);

    /// <summary>The notice, or null when nothing was announced under this id.</summary>
    [ReadOnly]
    Task<VacancyNotice?> GetNotice();

    /// <summary>The notice, and whether this application would find every place taken; null when nothing was announced.</summary>
    [ReadOnly]
    Task<VacancyStanding?> GetStanding(string applicationId);

    /// <summary>How full it is; null when it takes everybody.</summary>
    [ReadOnly]
    Task<PlaceCount?> CountPlaces();

    /// <summary>
    /// Keeps a place, a number in the line or an entry in the draw for an application; asking again keeps what it has. The
    /// application names the attempt in <see cref="SettlePlace"/>; if it never does, it is asked after two minutes. Refuses with
    /// <c>no-places-kept</c>, <c>quota-exhausted</c>, <c>draw-held</c>.
    /// </summary>
    Task<Outcome<PlaceReceipt>> TakePlace(TakePlace command);

    /// <summary>An application takes the place on offer for it; repeatable. Refuses with <c>offer-lapsed</c>.</summary>
    Task<Outcome<PlaceReceipt>> AcceptPlace(AcceptPlace command);

    /// <summary>
    /// An application is about to give up what it holds: it stays kept until the application says how it ended. The attempt to
    /// name in the settlement, or null when nothing is held.
    /// </summary>
    Task<long?> DoubtPlace(DoubtPlace command);

    /// <summary>
    /// An application says whether it holds what an attempt kept for it. What is given back goes to the next in the line. That a
    /// place is held is remembered and written later with others.
    /// </summary>
    Task SettlePlace(PlaceSettlement command);

    /// <summary>Who stands before an application in the line; null when it is not in it.</summary>
    [ReadOnly]
    Task<int?> CountAhead(string applicationId);

    /// <summary>
    /// Holds the draw; repeatable with the same seed. Refuses with <c>no-draw</c>, <c>draw-held</c>, <c>draw-other-seed</c>,
    /// <c>draw-too-early</c>, <c>draw-entries-open</c>. The applications hear of it in the minutes after.
    /// </summary>
    Task<Outcome<DrawResult>> HoldDraw(HoldDraw command);
}
