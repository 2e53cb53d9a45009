using System.Buffers;
using System.Buffers.Binary;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>
/// A JPEG without what is not needed to show it. The coded picture stays as it is, bit for bit; every segment that is kept is
/// known to its last byte, so that there is no room for anything else.
/// </summary>
internal static class JpegFile
{
    public static ReadOnlyMemory<byte> Cleanse(ReadOnlySpan<byte> file)
    {
        var walk = new JpegWalk(file);
        var metadata = new JpegMetadata();
        var picture = new ArrayBufferWriter<byte>(file.Length);
        JpegFrame? frame = null;
        (int At, int Length)? list = null;
        for (walk.Next(); walk.Marker != JpegMarkers.EndOfImage; walk.Next())
        {
            if (walk.Marker is >= JpegMarkers.App0 and <= JpegMarkers.App15 or JpegMarkers.Comment)
            {
                metadata.Read(walk.Marker, walk.Payload);
                if (walk.Marker == JpegMarkers.App2 && walk.Payload.StartsWith("MPF\0"u8))
                    list = (walk.PayloadAt + 4, walk.Payload.Length - 4);
                continue;
            }

            if (walk.Marker == JpegMarkers.Hierarchy) throw new UnacceptableFileException(ProblemCodes.ImageFrames);
            if (!IsTable(walk.Marker, walk.Payload) && walk.Marker != JpegMarkers.StartOfScan)
                frame = frame is null ? JpegFrame.Read(walk.Marker, walk.Payload) : throw FileInspector.Unreadable();
            WriteSegment(picture, walk.Marker, walk.Payload);
            if (walk.Marker == JpegMarkers.StartOfScan) ReadScan(ref walk, frame, picture);
        }

        if (frame is null) throw FileInspector.Unreadable();
        if (list is { } pictures) JpegPictures.RequireOne(file, pictures.At, pictures.Length, frame);
        frame.RequireData();
        return Put(metadata, frame, picture.WrittenSpan);
    }

    public static void WriteSegment(IBufferWriter<byte> to, byte marker, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(payload.Length + 2));
        to.Write(head);
        to.Write(payload);
    }

    private static void ReadScan(ref JpegWalk walk, JpegFrame? frame, ArrayBufferWriter<byte> picture)
    {
        if (frame is null) throw FileInspector.Unreadable();
        var header = walk.Payload;
        var data = walk.ReadScan();
        frame.AddScan(header, data.Length);
        picture.Write(data);
    }

    // True for tables; a table that is not one to its last byte ends the reading.
    private static bool IsTable(byte marker, ReadOnlySpan<byte> payload)
    {
        var isWhole = marker switch
        {
            JpegMarkers.QuantizationTables => IsQuantization(payload),
            JpegMarkers.HuffmanTables => IsHuffman(payload),
            JpegMarkers.RestartInterval => payload.Length == 2,
            _ => (bool?)null,
        };
        if (isWhole is false) throw FileInspector.Unreadable();
        return isWhole is true;
    }

    private static bool IsQuantization(ReadOnlySpan<byte> tables)
    {
        while (tables.Length > 0)
        {
            var size = 1 + (64 * ((tables[0] >> 4) + 1));
            if (tables[0] >> 4 > 1 || (tables[0] & 15) > 3 || tables.Length < size) return false;
            tables = tables[size..];
        }

        return true;
    }

    private static bool IsHuffman(ReadOnlySpan<byte> tables)
    {
        while (tables.Length > 0)
        {
            if (tables.Length < 17 || tables[0] >> 4 > 1 || (tables[0] & 15) > 3) return false;
            var codes = 0;
            foreach (var count in tables[1..17]) codes += count;
            if (codes > 256 || tables.Length < 17 + codes) return false;
            tables = tables[(17 + codes)..];
        }

        return true;
    }

    private static ReadOnlyMemory<byte> Put(JpegMetadata metadata, JpegFrame frame, ReadOnlySpan<byte> picture)
    {
        var kept = new ArrayBufferWriter<byte>(picture.Length + 1_024);
        kept.Write<byte>([0xFF, JpegMarkers.StartOfImage]);
        metadata.Write(kept, frame.Components);
        kept.Write(picture);
        kept.Write<byte>([0xFF, JpegMarkers.EndOfImage]);
        return kept.WrittenMemory;
    }
}
