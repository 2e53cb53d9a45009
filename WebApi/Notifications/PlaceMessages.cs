using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Applications;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>
/// Whether what a message says of a place is still so when it leaves. A message that was held up for hours must not call somebody
/// to a place that is gone, or to a line they have left.
/// </summary>
internal static class PlaceMessages
{
    public static async Task<bool> StillHolds(MessageState message, IGrainFactory grains) => Awaited(message.Template) is not { } status
        || (await grains.GetGrain<IApplicationGrain>(message.AboutId!).Get())?.Status == status;

    private static ApplicationStatus? Awaited(MessageTemplate template) => template switch
    {
        MessageTemplate.LineJoined => ApplicationStatus.WaitingForPlace,
        MessageTemplate.PlaceOffered or MessageTemplate.PlaceOfferedText => ApplicationStatus.PlaceOnOffer,
        MessageTemplate.DrawJoined => ApplicationStatus.InDraw,
        _ => null,
    };
}
