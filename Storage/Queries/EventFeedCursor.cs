using System.Buffers.Binary;
using System.Buffers.Text;

namespace Siskop2mi.Storage.Queries;

/// <summary>Place in the feed as text that callers hand back and do not read: transaction and id, 16 bytes of base64url.</summary>
internal static class EventFeedCursor
{
    public static string Of(ulong tx, long id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, tx);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], id);
        return Base64Url.EncodeToString(bytes);
    }

    public static (ulong Tx, long Id) Parse(string? cursor)
    {
        if (cursor is null) return (0, 0);
        Span<byte> bytes = stackalloc byte[16];
        if (cursor.Length != 22 || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length) || length != 16)
            throw new FormatException("That is no cursor of the event feed.");
        return (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }
}
