using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Notifications;

namespace Siskop2mi.Grains.Notifications;

/// <summary>Keeps a consumer's place. Moving it is no event: it is the reader's bookmark, not something that happened.</summary>
[GrainType("feed-cursor")]
public sealed class FeedCursorGrain(
    [PersistentState("feed-cursor", StorageNames.Siskop2mi)] IPersistentState<FeedCursorState> cursor) : Grain, IFeedCursorGrain
{
    public Task<string?> GetPosition() => Task.FromResult(cursor.State.Position);

    public Task MoveTo(string position) => this.CommitAsync(
        cursor, Decision.Accept(cursor.State with { Position = position }));
}
