using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Siskop2mi.WebApi.Documents.Files;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>PNGs made to measure.</summary>
internal static class SamplePng
{
    public static readonly byte[] Plain = Of(Header(3, 2), Pixels(2 * (1 + 9)), End);

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] End => Chunk("IEND");

    public static byte[] Of(params byte[][] chunks) => [.. Signature, .. chunks.SelectMany(chunk => chunk)];

    public static byte[] Chunk(string type, params byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.Of(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    public static byte[] Header(int width, int height, byte depth = 8, byte colour = 2, byte interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = (depth, colour, interlace);
        return Chunk("IHDR", data);
    }

    /// <summary>So many zeros, packed: filter bytes and pixels.</summary>
    public static byte[] Pixels(int bytes) => Chunk("IDAT", Pack(new byte[bytes]));

    public static byte[] Text(string words) => Chunk("tEXt", [.. "Comment\0"u8, .. Encoding.ASCII.GetBytes(words)]);

    public static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) packer.Write(bytes);
        return packed.ToArray();
    }
}
