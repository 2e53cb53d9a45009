using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Applications;

/// <summary>What a vacancy that keeps places keeps for an application.</summary>
public sealed record PlaceBody
{
    /// <summary>
    /// <c>taken</c>, <c>offered</c>, <c>waiting</c> (in the line), <c>entered</c> (in a draw to come) or <c>lost</c> (not drawn).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>Order of asking, or the rank drawn; absent while the draw is to come.</summary>
    public long? Number { get; init; }

    /// <summary>How many stand before it in the line; only while it waits, and only with one application.</summary>
    public int? Ahead { get; init; }

    /// <summary>The first instant at which the offer is gone; only of an offer.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The route by which the offer is accepted; only of an offer.</summary>
    public string? Accept { get; init; }

    /// <summary>Its public name in the draw; names nobody.</summary>
    public string? Ticket { get; init; }

    /// <param name="view">The application.</param>
    /// <param name="notice">Its vacancy, where the ticket of somebody drawn is wanted.</param>
    internal static PlaceBody? Of(ApplicationView view, VacancyNotice? notice) =>
        Of(view.ApplicationId, view.Status, view.Place, notice?.Intake?.Kind is IntakeKind.Draw);

    internal static PlaceBody? Of(string applicationId, ApplicationStatus status, PlaceReceipt? place, bool isDrawn = false)
    {
        var ticket = isDrawn || status is ApplicationStatus.InDraw or ApplicationStatus.NotDrawn ? DrawRule.Ticket(applicationId) : null;
        if (status is ApplicationStatus.NotDrawn) return new PlaceBody { Status = Words.Of(HoldingStatus.Lost), Ticket = ticket };
        if (place is null) return null;
        return new PlaceBody
        {
            Status = Words.Of(place.Status),
            Number = place.Status is HoldingStatus.Entered ? null : place.Number,
            Until = place.Until,
            Accept = place.Status is HoldingStatus.Offered ? $"{Routes.Root}/applications/{applicationId}/place-acceptance" : null,
            Ticket = ticket,
        };
    }

    /// <summary>The same with how many stand before it, where it waits.</summary>
    internal static async Task<PlaceBody?> WithAhead(PlaceBody? place, string applicationId, string vacancyId, IGrainFactory grains) =>
        place?.Status == Words.Of(HoldingStatus.Waiting)
            ? place with { Ahead = await grains.GetGrain<IVacancyGrain>(vacancyId).CountAhead(applicationId) }
            : place;
}
