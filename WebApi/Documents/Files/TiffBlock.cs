using System.Buffers.Binary;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>The first directory of a TIFF structure, as Exif and multi-picture segments hold one.</summary>
internal readonly ref struct TiffBlock(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> block = block;
    private readonly bool isLittle = block.StartsWith("II*\0"u8);

    /// <summary>The value of an entry, of whatever type, as bytes. False when there is none or the block is broken.</summary>
    public bool TryFind(ushort tag, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (block.Length < 8 || (!isLittle && !block.StartsWith("MM\0*"u8))) return false;
        var at = UInt32(block[4..]);
        if (at > block.Length - 2) return false;
        var entries = block[(int)at..];
        int count = UInt16(entries);
        entries = entries[2..];
        for (; count > 0 && entries.Length >= 12; count--, entries = entries[12..])
        {
            if (UInt16(entries) == tag) return TryRead(entries[..12], out value);
        }

        return false;
    }

    public uint UInt32(ReadOnlySpan<byte> bytes) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public ushort UInt16(ReadOnlySpan<byte> bytes) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private bool TryRead(ReadOnlySpan<byte> entry, out ReadOnlySpan<byte> value)
    {
        value = default;
        long size = UInt16(entry[2..]) switch { 3 => 2, 4 => 4, 1 or 2 or 7 => 1, _ => 0 } * (long)UInt32(entry[4..]);
        if (size <= 0) return false;
        if (size <= 4)
        {
            value = entry.Slice(8, (int)size);
            return true;
        }

        var at = UInt32(entry[8..]);
        if (at + size > block.Length) return false;
        value = block.Slice((int)at, (int)size);
        return true;
    }
}
