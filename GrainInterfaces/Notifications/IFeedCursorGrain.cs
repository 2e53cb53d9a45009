using Orleans.Concurrency;

namespace Siskop2mi.GrainInterfaces.Notifications;

/// <summary>How far a consumer has read the event feed. Key: the consumer's name.</summary>
public interface IFeedCursorGrain : IGrainWithStringKey
{
    /// <summary>The position after the last event whose effects are stored; null before the first.</summary>
    [ReadOnly]
    Task<string?> GetPosition();

    /// <summary>Moves the position, once the effects of everything before it are stored.</summary>
    Task MoveTo(string position);
}
