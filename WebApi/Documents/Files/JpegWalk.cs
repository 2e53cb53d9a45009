using System.Buffers.Binary;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>Goes through the markers of a JPEG (ITU-T T.81 annex B), from after its first two bytes.</summary>
internal ref struct JpegWalk(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> file = file;
    private int at = 2;

    public byte Marker { get; private set; }

    /// <summary>What the marker brings, without its length; empty at the end of the image.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>Where the payload stands in the file.</summary>
    public int PayloadAt { get; private set; }

    /// <summary>Reads the next marker.</summary>
    public void Next()
    {
        if (at >= file.Length || file[at] != 0xFF) throw FileInspector.Unreadable();
        while (at < file.Length && file[at] == 0xFF) at++;
        if (at == file.Length) throw FileInspector.Unreadable();
        Marker = file[at++];
        Payload = default;
        if (Marker == JpegMarkers.EndOfImage) return;
        // Below C0 nothing is in use; D0 to D8 have no place here.
        if (Marker is < 0xC0 or (>= 0xD0 and <= 0xD8) || file.Length - at < 2) throw FileInspector.Unreadable();
        int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        if (length < 2 || length > file.Length - at) throw FileInspector.Unreadable();
        PayloadAt = at + 2;
        Payload = file.Slice(PayloadAt, length - 2);
        at += length;
    }

    /// <summary>The coded data of a scan, up to the marker that ends it.</summary>
    public ReadOnlySpan<byte> ReadScan()
    {
        var from = at;
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length) throw FileInspector.Unreadable();
            at += next;
            if (file[at + 1] is 0x00 or (>= 0xD0 and <= 0xD7)) at += 2;
            else if (file[at + 1] == 0xFF) at++;
            else return file[from..at];
        }
    }
}

/// <summary>Markers by their second byte.</summary>
internal static class JpegMarkers
{
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte Hierarchy = 0xDE;
    public const byte HuffmanTables = 0xC4;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App2 = 0xE2;
    public const byte App14 = 0xEE;
    public const byte App15 = 0xEF;
    public const byte Comment = 0xFE;
}
