using System.Text;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Audit;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Grains;

/// <summary>One write on its way: everything is bytes by now, so the grain may go on changing its state.</summary>
internal sealed class PendingWrite
{
    private readonly TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required GrainTable Table { get; init; }

    public required string Key { get; init; }

    /// <summary>Version in the database that this write replaces; 0 when there is no row yet.</summary>
    public required long Expected { get; init; }

    public bool IsFirst => Expected == 0;

    /// <summary>JSON of the state; null clears.</summary>
    public required byte[]? State { get; init; }

    public required PendingEvent[] Events { get; init; }

    /// <summary>Changes of holdings, in the order of the events.</summary>
    public required IReadOnlyList<HoldingChange> Holdings { get; init; }

    public int Bytes => (State?.Length ?? 0) + Key.Length + Events.Sum(static one => one.Data.Length);

    /// <summary>The version that is stored, once the commit is durable.</summary>
    public Task<long> Done => done.Task;

    public void Stored() => done.TrySetResult(Expected + 1);

    public void Failed(Exception failure) => done.TrySetException(failure);
}

/// <summary>An event as it is stored.</summary>
internal sealed record PendingEvent(
    long Version, short Ordinal, string Type, byte[] Data, string Actor, string Role, string Process, DateTime At, byte[] Hash)
{
    public static PendingEvent[] From(GrainTable table, string key, long version, Entity entity, StorageJson json)
    {
        if (entity.Unpublished.IsDefaultOrEmpty) return [];
        var events = new PendingEvent[entity.Unpublished.Length];
        for (var i = 0; i < events.Length; i++) events[i] = From(table, key, version, (short)i, entity.Unpublished[i], json);
        return events;
    }

    private static PendingEvent From(GrainTable table, string key, long version, short ordinal, EventEnvelope envelope, StorageJson json)
    {
        var type = EventTypes.NameOf(envelope.Event.GetType());
        var data = json.Write(StorageJson.EventRow, $"{table.GrainType}/{key}", envelope.Event, envelope.Event.GetType());
        StorableText.Require(envelope.Actor, envelope.Role, envelope.Process);

        // PostgreSQL keeps microseconds; the hash must be over what can be read back.
        var at = envelope.At.UtcDateTime;
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
        var hash = EventHash.Of(table.GrainType, key, version, ordinal, type, data, envelope.Actor, envelope.Role, envelope.Process, at);
        return new PendingEvent(version, ordinal, type, data, envelope.Actor, envelope.Role, envelope.Process, at, hash);
    }
}

/// <summary>Text that PostgreSQL cannot hold is turned away before it joins a batch: half a surrogate would break the connection.</summary>
internal static class StorableText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static void Require(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Contains('\0')) throw new WriteRefusedException("22021", "a text holds a NUL character");
            try
            {
                _ = Strict.GetByteCount(text);
            }
            catch (EncoderFallbackException)
            {
                throw new WriteRefusedException("22021", "a text is not valid Unicode");
            }
        }
    }
}
