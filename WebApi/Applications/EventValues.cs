using System.Collections.Immutable;
using System.Globalization;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.WebApi.Applications;

/// <summary>What the words of an event name: a stage, a reason, a day, the reference.</summary>
internal static class EventValues
{
    /// <param name="happened">The event; null for one of a newer version of the program.</param>
    /// <param name="view">The application it happened to.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="notice">The vacancy of the application.</param>
    public static ImmutableDictionary<string, string> Of(
        DomainEvent? happened, ApplicationView view, Reader reader, VacancyNotice? notice) => happened switch
        {
            ApplicationSubmitted => One("reference", view.Reference ?? view.ApplicationId),
            ApplicationReturned returned => One("dueOn", LastDayBefore(returned.DueAt)),
            DocumentsFailed failed => One("reason", reader.ReasonText(failed.Reason)),
            ApplicationWithdrawn withdrawn => One("reason", reader.ReasonText(withdrawn.Reason)),
            StagePassed passed => One("stage", reader.StageText(passed.Stage, notice) ?? passed.Stage),
            StageFailed failed => One("stage", reader.StageText(failed.Stage, notice) ?? failed.Stage),
            LineJoined joined => One("number", joined.Number.ToString(CultureInfo.InvariantCulture)),
            DrawJoined => One("ticket", DrawRule.Ticket(view.ApplicationId)),
            OfferReceived offer => One("until", reader.InstantText(offer.Until)),
            _ => ImmutableDictionary<string, string>.Empty,
        };

    /// <summary>The last day in Jakarta on which something due can be done.</summary>
    public static string LastDayBefore(DateTimeOffset dueAt) =>
        IndonesianTime.JakartaDate(dueAt.AddTicks(-1)).ToString("O", CultureInfo.InvariantCulture);

    private static ImmutableDictionary<string, string> One(string name, string value) =>
        ImmutableDictionary<string, string>.Empty.Add(name, value);
}
