using System.Buffers.Binary;

namespace Siskop2mi.Storage.Audit;

/// <summary>Compares what a link says about the events of its transaction with the events that are there.</summary>
internal static class LinkRows
{
    private const int Size = sizeof(long) + 32;

    public static async Task CompareAsync(LinkRow link, EventCursor events, AuditFaults faults, CancellationToken cancellation)
    {
        if (link.Rows.Length % Size != 0) faults.Add(AuditFaultKind.BrokenLink, $"{link}", "its list of rows is damaged");
        for (var place = 0; place + Size <= link.Rows.Length; place += Size)
        {
            var id = BinaryPrimitives.ReadInt64BigEndian(link.Rows.AsSpan(place));
            for (; HasOneOf(events, link) && events.Id < id; await events.NextAsync(cancellation))
                faults.Add(AuditFaultKind.Inserted, $"event {events.Id}", $"{link} does not name it");

            if (!HasOneOf(events, link) || events.Id != id)
            {
                faults.Add(AuditFaultKind.Deleted, $"event {id}", $"{link} names it");
                continue;
            }

            Compare(link, link.Rows.AsMemory(place + sizeof(long), 32), events, faults);
            await events.NextAsync(cancellation);
        }

        for (; HasOneOf(events, link); await events.NextAsync(cancellation))
            faults.Add(AuditFaultKind.Inserted, $"event {events.Id}", $"{link} does not name it");
    }

    private static void Compare(LinkRow link, ReadOnlyMemory<byte> linked, EventCursor events, AuditFaults faults)
    {
        var stored = events.StoredHash.AsSpan();
        if (!stored.SequenceEqual(events.ComputedHash()))
            faults.Add(AuditFaultKind.Changed, $"event {events.Id}", "its content is not what its hash says");
        else if (!stored.SequenceEqual(linked.Span))
            faults.Add(AuditFaultKind.Changed, $"event {events.Id}", $"its content and hash are not what {link} says");
        else if (events.Chain != link.Chain)
            faults.Add(AuditFaultKind.Changed, $"event {events.Id}", $"it names chain {events.Chain}, its link is {link}");
    }

    private static bool HasOneOf(EventCursor events, LinkRow link) => !events.AtEnd && events.Tx == link.Tx;
}
