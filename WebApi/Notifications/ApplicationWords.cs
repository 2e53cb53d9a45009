using System.Collections.Immutable;
using System.Globalization;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.WebApi.Applications;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>
/// What a message about an application names: its reference, the day a fix is due, the reason, the stage, what a vacancy keeps.
/// </summary>
internal sealed class ApplicationWords(IGrainFactory grains, ReasonCatalogue reasons)
{
    /// <summary>The values by name; null when the message is not about an application.</summary>
    public async Task<ImmutableDictionary<string, string>?> Of(MessageState message)
    {
        if (message.AboutId is not { } id || !id.Contains('.', StringComparison.Ordinal)) return null;
        if (await grains.GetGrain<IApplicationGrain>(id).Get() is not { } view) return null;
        var stage = view.Results.IsEmpty ? null : view.Results[^1].Stage;
        return ImmutableDictionary<string, string>.Empty
            .Add("reference", view.Reference ?? id)
            .Add("dueOn", view.SentBack is { } sent ? EventValues.LastDayBefore(sent.DueAt) : "")
            .Add("reason", view.VerificationEnd?.Reason is { } code ? Label(reasons.Find(code)?.Label) ?? code : "")
            .Add("number", view.Place is { } place ? place.Number.ToString(CultureInfo.InvariantCulture) : "")
            .Add("until", view.Place?.Until is { } until ? WibText.Of(until, Languages.Default) : "")
            .Add("ticket", DrawRule.Ticket(id))
            .Add("stage", stage is null ? "" : await NameOf(stage, view.VacancyId));
    }

    private async Task<string> NameOf(string stage, string vacancyId)
    {
        var notice = await grains.GetGrain<IVacancyGrain>(vacancyId).GetNotice();
        return Label(notice?.Stages.FirstOrDefault(one => one.Code == stage)?.Label) ?? stage;
    }

    // Messages are in Indonesian.
    private static string? Label(IReadOnlyDictionary<string, string>? label) => label?.GetValueOrDefault(Languages.Default);
}
