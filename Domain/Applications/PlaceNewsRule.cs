using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// What an application does when its vacancy tells it what is kept for it: it follows, or it says that it holds nothing. It
/// never holds more than the vacancy keeps.
/// </summary>
public static class PlaceNewsRule
{
    /// <summary>The next state, the same instance when nothing is new.</summary>
    public static Decision<ApplicationState> Hear(ApplicationState state, PlaceNews news, DateTimeOffset now) =>
        CommandOf(state, news) is not { } command || ApplicationStatuses.After(state.Status, command) is not { } next
            ? Decision.Repeat(state)
            : command switch
            {
                ApplicationCommand.GetPlace => WithPlace(state, next, news.Place, now),
                ApplicationCommand.LosePlace => WithoutPlace(state, next),
                ApplicationCommand.HearOffer => Changed(
                    state, next, news.Place, new OfferReceived(state.VacancyId!, news.Place.Until!.Value)),
                _ => Changed(state, next, news.Place, new LineJoined(state.VacancyId!, news.Place.Number)),
            };

    /// <summary>Whether the application holds what is kept for it.</summary>
    public static bool IsHeld(ApplicationState state, PlaceNews news) =>
        state.VacancyId == news.VacancyId && state.Place?.Status == news.Place.Status;

    /// <summary>The applicant accepts the place on offer.</summary>
    public static Decision<ApplicationState> Accept(ApplicationState state, PlaceReceipt place, DateTimeOffset now) =>
        ApplicationStatuses.After(state.Status, ApplicationCommand.GetPlace) is { } next
            ? WithPlace(state, next, place, now)
            : Decision.Refuse(state, ApplicationRefusals.NothingOffered);

    // A draft was never sent, whatever was taken for it; and what ended holds nothing.
    private static ApplicationCommand? CommandOf(ApplicationState state, PlaceNews news) =>
        state.VacancyId != news.VacancyId || state.Place is null ? null : news.Place.Status switch
        {
            HoldingStatus.Taken => ApplicationCommand.GetPlace,
            HoldingStatus.Offered => ApplicationCommand.HearOffer,
            HoldingStatus.Waiting => ApplicationCommand.JoinLine,
            HoldingStatus.Lost => ApplicationCommand.LosePlace,
            _ => null,
        };

    // From here on it is an application like any other; the office's days count from now.
    private static Decision<ApplicationState> WithPlace(
        ApplicationState state, ApplicationStatus next, PlaceReceipt place, DateTimeOffset now) =>
        Changed(
            state with { SubmittedAt = now }, next, place, new ApplicationSubmitted(state.VacancyId!, state.LastStep!.OfficeId, now));

    private static Decision<ApplicationState> WithoutPlace(ApplicationState state, ApplicationStatus next)
    {
        if (next is not ApplicationStatus.Draft) return Changed(state, next, null, new DrawMissed(state.VacancyId!));
        var draft = state with
        {
            Round = 0,
            SubmittedAt = null,
            UsedKeys = state.SubmissionKey is { } used ? state.UsedKeys.Add(used) : state.UsedKeys,
            SubmissionKey = null,
            Sending = null,
            AssignedOfficeId = null,
        };
        return Changed(draft, next, null, new OfferLapsed(state.VacancyId!));
    }

    private static Decision<ApplicationState> Changed(
        ApplicationState state, ApplicationStatus next, PlaceReceipt? place, DomainEvent happened) =>
        Decision.Accept(state with { Status = next, Place = place, Revision = state.Revision + 1 }, happened);
}
