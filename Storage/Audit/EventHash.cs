using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Siskop2mi.Storage.Audit;

/// <summary>
/// Hash of one event: SHA-256 over a canonical form in which every text is preceded by its length, so that no two
/// different events have the same form. Never changes: it must verify what was stored years ago.
/// </summary>
internal static class EventHash
{
    private static readonly byte[] Form = "siskop2mi event 1"u8.ToArray();

    public static byte[] Of(
        string grainType, string grainKey, long version, short ordinal, string type, ReadOnlySpan<byte> data,
        string actor, string role, string process, DateTime at)
    {
        ReadOnlySpan<string> texts = [grainType, grainKey, type, actor, role, process];
        var size = Form.Length + data.Length + 7 * sizeof(int) + 2 * sizeof(long) + sizeof(short);
        foreach (var text in texts) size += Encoding.UTF8.GetMaxByteCount(text.Length);

        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var rest = buffer.AsSpan();
            Form.CopyTo(rest);
            rest = rest[Form.Length..];
            foreach (var text in texts) rest = Put(rest, text);
            BinaryPrimitives.WriteInt32BigEndian(rest, data.Length);
            data.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + data.Length)..];
            BinaryPrimitives.WriteInt64BigEndian(rest, version);
            BinaryPrimitives.WriteInt16BigEndian(rest[8..], ordinal);
            BinaryPrimitives.WriteInt64BigEndian(rest[10..], at.Ticks / TimeSpan.TicksPerMicrosecond);
            return SHA256.HashData(buffer.AsSpan(0, buffer.Length - rest.Length + 18));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static Span<byte> Put(Span<byte> target, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, target[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        return target[(sizeof(int) + length)..];
    }
}
